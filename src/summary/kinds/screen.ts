import { z } from "zod";
import { toOneLine } from "../../chat/text/plain-text.ts";
import type { Frame } from "../../video/video.ts";
import { type LabelledFrame, languageName } from "../ask/prompt.ts";
import { type Checked, cleanText, closed, label, parseReply, shorten, UNKNOWN_TIME } from "../ask/reply.ts";
import { askOverOpening } from "./ask-over-opening.ts";
import { plainWords } from "./evidence.ts";
import type { Finding, FindingFacts } from "./finding.ts";
import type { Kind, KindMaterial } from "./kind.ts";

const MOST_STEPS = 12;
const MOST_ERRORS = 6;
const TEXT_LENGTH = 160;
const READ_LENGTH = 160;
const OUTPUT_TOKENS = 2_000;

/** What is done on a screen, step by step, and the errors that it shows. */
export const screen: Kind = {
  name: "screen",
  needsLook: false,
  async find(deps, material, signal) {
    const request = {
      question: question(material),
      schema: stepsSchema(material.frames),
      maxOutputTokens: OUTPUT_TOKENS,
      check: (text: string) => checkSteps(text, material),
    };
    const findings = await askOverOpening(deps, material, request, signal);
    if (!findings) return { findings: [], isUnfinished: true };
    return { findings: await withStills(findings, material, signal) };
  },
  // A step at the border of two parts is told by both.
  join: (findings) => withoutRepeats(findings),
};

function question({ language }: KindMaterial): string {
  return `This is a recording of a screen. Write down what is done on it, for someone who wants to do the same:
- "steps": what is done, in order of time, at most ${MOST_STEPS}: "frame" is the time of the frame that shows it, "text" says what is done in one short \
sentence that begins with a verb, "read" is the one text on the screen that matters for it, copied exactly, such as a button, a menu, a file or a command, or "";
- "errors": the error messages that can be seen, at most ${MOST_ERRORS}: "frame", "text", what fails in one short sentence, and "read", the message, copied exactly.
Only what the frames show is a step or an error: leave a list empty rather than guess. Do not write times into the texts.
Write each "text" in ${languageName(language)}, and each "read" in the language of the screen.
Reply with one JSON object only: {"steps": [{"frame", "text", "read"}], "errors": [{"frame", "text", "read"}]}`;
}

/** JSON Schema of the reply: frames are an enum of the labels that were sent. */
function stepsSchema(frames: readonly LabelledFrame[]) {
  const item = {
    frame: { type: "string", enum: frames.map((frame) => frame.label) },
    text: { type: "string", minLength: 1, maxLength: TEXT_LENGTH },
    read: { type: "string", maxLength: READ_LENGTH },
  };
  const list = (maxItems: number) => ({ type: "array", maxItems, items: closed(item) });
  return { name: "steps", schema: closed({ steps: list(MOST_STEPS), errors: list(MOST_ERRORS) }) };
}

const items = z.array(z.object({ frame: label, text: z.string(), read: z.string().catch("") })).catch([]);

const StepsReply = z.object({ steps: items, errors: items });

type Item = z.infer<typeof items>[number];

/** Holds the steps against the frames that were sent: each rests on one of them. */
export function checkSteps(text: string, { frames, range }: KindMaterial): Checked<FindingFacts[]> {
  const parsed = parseReply(StepsReply, text);
  if (!parsed.ok) return parsed;
  const { steps, errors } = parsed.value;
  const byLabel = new Map(frames.map((frame) => [frame.label, frame]));
  const times = frames.map(({ timestamp }) => timestamp);
  const found = (type: "step" | "error", list: readonly Item[], most: number) =>
    list.slice(0, most).flatMap((item): FindingFacts[] => {
      const frame = byLabel.get(item.frame);
      const told = cleanText(item.text, times, TEXT_LENGTH);
      if (!frame || told === "") return [];
      const read = shorten(toOneLine(item.read), READ_LENGTH);
      const [start, end] = [frame.timestamp, frame.timestamp];
      return [{ type, text: told, ...(read && { read }), start, end, cues: [], label: frame.label }];
    });
  const findings = [...found("step", steps, MOST_STEPS), ...found("error", errors, MOST_ERRORS)];
  if (steps.length + errors.length > 0 && findings.length === 0)
    return { ok: false, problems: [UNKNOWN_TIME] };
  const ordered = withoutRepeats(findings.toSorted((a, b) => a.start - b.start));
  return { ok: true, value: untilNextStep(ordered, range.end) };
}

/** Long side in pixels: what is written on a screen can be read, and an hour of steps stays small. */
const STILL_SIDE = 1_280;

/** Each with the very frame that it rests on: cut from the file where it is at hand, else as it was sent. */
async function withStills(
  findings: readonly FindingFacts[],
  { look, frames }: KindMaterial,
  signal: AbortSignal,
): Promise<Finding[]> {
  const pictures = new Map<number, Frame>(frames.map((frame) => [frame.timestamp, frame]));
  const times = [...new Set(findings.map(({ start }) => start))].toSorted((a, b) => a - b);
  if (look)
    for await (const frame of look.video.framesAt(times, STILL_SIDE, signal))
      pictures.set(frame.timestamp, frame);
  return findings.map((finding) => {
    const picture = pictures.get(finding.start);
    if (!picture) return finding;
    const { timestamp, width, height, jpeg } = picture;
    return { ...finding, still: { timestamp, width, height, jpeg, name: "" } };
  });
}

/** A step lasts until the next one is taken; an error is a moment. */
function untilNextStep(findings: readonly FindingFacts[], end: number): FindingFacts[] {
  const begins = findings.filter(({ type }) => type === "step").map(({ start }) => start);
  return findings.map((finding) => {
    if (finding.type !== "step") return finding;
    return { ...finding, end: begins.find((start) => start > finding.start) ?? end };
  });
}

/** Of neighbors of one list that say the same, the first. */
function withoutRepeats<F extends FindingFacts>(findings: readonly F[]): F[] {
  const last = new Map<string, string>();
  return findings.filter(({ type, text, read = "" }) => {
    const says = plainWords(`${text} ${read}`);
    const isRepeat = last.get(type) === says;
    last.set(type, says);
    return !isRepeat;
  });
}
