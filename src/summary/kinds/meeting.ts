import { z } from "zod";
import { toOneLine } from "../../chat/text/plain-text.ts";
import { languageName } from "../ask/prompt.ts";
import { type Checked, cleanText, closed, parseReply, shorten } from "../ask/reply.ts";
import { askOverOpening } from "./ask-over-opening.ts";
import { evidence, evidenceOf, evidenceSchema, occursIn, plainWords, wordsBeside } from "./evidence.ts";
import type { FindingFacts, FindingType } from "./finding.ts";
import type { Kind, KindMaterial } from "./kind.ts";

const MOST_ITEMS = 10;
const TEXT_LENGTH = 240;
const NAME_LENGTH = 60;
/** Some thirty items with their evidence. */
const OUTPUT_TOKENS = 2_400;

/** Minutes: what was talked about, decided, taken on and left open. */
export const meeting: Kind = {
  name: "meeting",
  needsLook: false,
  async find(deps, material, signal) {
    const request = {
      question: question(material),
      schema: minutesSchema(material),
      maxOutputTokens: OUTPUT_TOKENS,
      check: (text: string) => checkMinutes(text, material),
    };
    const findings = await askOverOpening(deps, material, request, signal);
    if (!findings) return { findings: [], isUnfinished: true };
    return { findings };
  },
  join: joinMinutes,
};

function question({ opening, language }: KindMaterial): string {
  const hasCues = (opening?.cues ?? []).length > 0;
  const from = hasCues ? "the ids of the lines or the times of the frames" : "the times of the frames";
  return `This is a meeting. Write its minutes, from nothing but what was said and shown above:
- "topics": what was talked about, in order; for "evidence" name where the topic begins;
- "decisions": what was decided, and not what was only proposed;
- "tasks": what one of them is to do: "text" says what; "who" is that person's name and "by" is when it is due, both copied \
word for word from what was said or shown, or "" where that does not say;
- "questions": what was asked and left open.
Each item has "text", one short sentence, and "evidence", at most three of ${from} that it rests on. At most ${MOST_ITEMS} items a list. \
Without evidence there is no item: leave a list empty rather than guess. Do not write times of the video into the texts.
Write each "text" in ${languageName(language)}.
Reply with one JSON object only: {"topics": [{"evidence", "text"}], "decisions": [{"evidence", "text"}], \
"tasks": [{"evidence", "text", "who", "by"}], "questions": [{"evidence", "text"}]}`;
}

/** JSON Schema of the reply: evidence is an enum of the lines and frames that were sent. */
function minutesSchema(material: KindMaterial) {
  const item = {
    evidence: evidenceSchema(material),
    text: { type: "string", minLength: 1, maxLength: TEXT_LENGTH },
  };
  const name = { type: "string", maxLength: NAME_LENGTH };
  const list = (properties: Record<string, unknown>) => ({
    ...{ type: "array", maxItems: MOST_ITEMS, items: closed(properties) },
  });
  const [plain, task] = [list(item), list({ ...item, who: name, by: name })];
  return {
    name: "minutes",
    schema: closed({ topics: plain, decisions: plain, tasks: task, questions: plain }),
  };
}

const name = z.string().trim().catch("");
const items = z.array(z.object({ evidence, text: z.string(), who: name, by: name })).catch([]);

const MinutesReply = z.object({ topics: items, decisions: items, tasks: items, questions: items });

type Item = z.infer<typeof items>[number];

const LISTS = [
  ["topics", "topic"],
  ["decisions", "decision"],
  ["tasks", "task"],
  ["questions", "open-question"],
] as const satisfies readonly (readonly [keyof z.infer<typeof MinutesReply>, FindingType])[];

/** Holds the minutes against what was sent. An item without evidence is dropped; where no item has any, the reply is a problem. */
export function checkMinutes(text: string, material: KindMaterial): Checked<FindingFacts[]> {
  const parsed = parseReply(MinutesReply, text);
  if (!parsed.ok) return parsed;
  const minutes = parsed.value;
  const named = LISTS.flatMap(([list, type]) =>
    minutes[list].slice(0, MOST_ITEMS).map((item) => ({ type, item })),
  );
  const findings = named.flatMap(({ type, item }) => findingOf(type, item, material) ?? []);
  if (named.length > 0 && findings.length === 0) {
    return { ok: false, problems: ["No item names a line or a frame that was given."] };
  }
  return { ok: true, value: untilNextTopic(once(findings), material.range.end) };
}

function findingOf(type: FindingType, item: Item, material: KindMaterial): FindingFacts | null {
  const at = evidenceOf(item.evidence, material);
  if (!at) return null;
  const times = material.frames.map(({ timestamp }) => timestamp);
  // A sentence with a time that was not sent is dropped; if nothing is left, the lines that it rests on take its place.
  const said = at.cues.map((cue) => cue.text).join(" ");
  const text = cleanText(item.text, times, TEXT_LENGTH) || shorten(said, TEXT_LENGTH);
  if (text === "") return null;
  if (type !== "task") return { type, text, ...at };
  const words = wordsBeside(at, material);
  const [who, due] = [item.who, item.by]
    .map(toOneLine)
    .map((one) => (one.length <= NAME_LENGTH && occursIn(one, words) ? one : ""));
  const isName = who && !NO_NAMES.has(plainWords(who).trim());
  return { type, text, ...(isName && { who }), ...(due && { due }), ...at };
}

/** They were said, and name no one. */
const NO_NAMES = new Set(
  "i me we us you he she they them it who someone everyone we all 我 我们 你 你们 您 他 她 他们 大家 谁".split(
    " ",
  ),
);

/** In order of time, each said once: of two alike the first stands, with what only the other one knows. */
function once<F extends FindingFacts>(findings: readonly F[]): F[] {
  const kept: F[] = [];
  for (const finding of findings.toSorted((a, b) => a.start - b.start)) {
    const at = kept.findIndex(
      ({ type, text }) => type === finding.type && plainWords(text) === plainWords(finding.text),
    );
    const same = kept[at];
    if (same) kept[at] = { ...finding, ...same };
    else kept.push(finding);
  }
  return kept;
}

/** A topic lasts until the next one begins. */
function untilNextTopic<F extends FindingFacts>(findings: readonly F[], end: number): F[] {
  const begins = findings.filter(({ type }) => type === "topic").map(({ start }) => start);
  return findings.map((finding) => {
    if (finding.type !== "topic") return finding;
    return { ...finding, end: Math.max(finding.end, begins.find((start) => start > finding.start) ?? end) };
  });
}

/** A topic that goes on over the border of two parts is one. */
function joinMinutes<F extends FindingFacts>(findings: readonly F[]): readonly F[] {
  const topics: F[] = [];
  for (const topic of findings.filter(({ type }) => type === "topic")) {
    const last = topics.at(-1);
    const goesOn = last !== undefined && plainWords(last.text) === plainWords(topic.text);
    if (goesOn) topics[topics.length - 1] = { ...last, end: topic.end };
    else topics.push(topic);
  }
  const others = once(findings.filter(({ type }) => type !== "topic"));
  return [...topics, ...others].toSorted((a, b) => a.start - b.start);
}
