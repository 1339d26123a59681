import { z } from "zod";
import { type CheckedReply, checkParts } from "../ask/check.ts";
import { MOST_QUOTES } from "../ask/cues.ts";
import {
  chapterHint,
  type LabelledFrame,
  languageName,
  type SummaryQuestion,
  TEXT_LIMITS,
  textLimits,
} from "../ask/prompt.ts";
import { type Checked, cleanText, closed, label, parseReply } from "../ask/reply.ts";
import { askOverFrames, type Form } from "./ask-over-frames.ts";
import type { Asking, SummaryPrompt } from "./prompt.ts";

/** All that a summary says, in one JSON object: the fields of a part in the order in which a model best makes them up. */
export const structured: SummaryPrompt = {
  name: "structured",
  version: "summary-5",
  requests: 1,
  question: structuredQuestion,
  replyTokens: structuredTokens,
  async ask(asking, signal) {
    const form = structuredForm(asking);
    const { value, ...asked } = await askOverFrames(asking, form, signal);
    return { ...value, ...asked };
  },
};

/** The request for a whole summary, and how its reply is held against what was sent. */
export function structuredForm(asking: Asking): Form<CheckedReply> {
  const { frames } = asking;
  const labels = frames.map(({ label }) => label);
  return {
    question: structuredQuestion(frames, asking),
    schema: replySchema(labels, asking),
    maxOutputTokens: structuredTokens(asking),
    check: (reply) => checkReply(reply, frames, asking),
  };
}

/** Room for the longest texts that the schema allows: 4 characters a token in English, 1.5 in Chinese. */
export function structuredTokens({ keyframes, brief = false, cues = [] }: SummaryQuestion): number {
  const quotes = keyframes * (cues.length > 0 ? 25 : 0);
  return quotes + (brief ? 250 + keyframes * 160 : 500 + keyframes * 400);
}

/** JSON Schema of the reply: times are an enum of the labels that were sent, texts are bounded. */
export function replySchema(
  labels: readonly string[],
  question: Pick<SummaryQuestion, "keyframes" | "brief" | "cues">,
) {
  const limits = textLimits(question);
  const ids = (question.cues ?? []).map(({ id }) => id);
  const time = { type: "string", enum: labels };
  const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
  const segment = {
    start: time,
    end: time,
    theme: text(limits.theme),
    key: time,
    description: text(limits.description),
    significance: text(limits.significance),
    ...(ids.length > 0 && {
      quotes: { type: "array", maxItems: MOST_QUOTES, items: { type: "string", enum: ids } },
    }),
  };
  const properties = {
    segments: { type: "array", minItems: 1, maxItems: question.keyframes, items: closed(segment) },
    overview: text(limits.overview),
    title: text(limits.title),
  };
  return { name: "summary", schema: closed(properties) };
}

const text = z.string().trim().min(1);

const SummaryReply = z.object({
  segments: z
    .array(
      z.object({
        ...{ start: label, end: label, theme: text, key: label, description: text, significance: text },
        quotes: z.array(z.string()).catch([]),
      }),
    )
    .min(1),
  overview: text,
  title: text,
});

/** Holds a reply against what was sent. */
export function checkReply(
  text: string,
  frames: readonly LabelledFrame[],
  { keyframes, cues = [] }: Pick<SummaryQuestion, "keyframes" | "cues">,
): Checked<CheckedReply> {
  const parsed = parseReply(SummaryReply, text);
  if (!parsed.ok) return parsed;
  const { parts, problems } = checkParts(parsed.value.segments, frames, { keyframes, cues });
  const times = frames.map(({ timestamp }) => timestamp);
  const title = cleanText(parsed.value.title, times, TEXT_LIMITS.title);
  const overview = cleanText(parsed.value.overview, times, TEXT_LIMITS.overview);
  const all = [...problems, ...(title && overview ? [] : ["The title or the overview is empty."])];
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, value: { title, overview, parts } };
}

export function structuredQuestion(
  frames: readonly LabelledFrame[],
  { keyframes, language, chapters = [], cues = [], brief = false, isPart = false }: SummaryQuestion,
): string {
  const quotes =
    cues.length > 0
      ? `\n- "quotes": the ids of at most two lines that were said in the part and matter most, or an empty list;`
      : "";
  const [part, whole] = brief
    ? ["one short sentence", "one sentence"]
    : ["one to three sentences", "two to four sentences"];
  const video = isPart ? "these minutes" : "the video";
  const excerpt = isPart ? "These frames show some minutes of a longer video. " : "";
  return `${excerpt}${chapterHint(chapters, frames)}Divide ${video} into its logical parts in time order, such as introduction, development, conflict, resolution \
and ending: at most ${keyframes} parts, fewer where it has fewer. For each part give
- "start" and "end": the times of its first and its last frame; parts do not overlap;
- "theme": what the part is about, in a few words;
- "key": the time of the one frame in the part that represents it best;
- "description": what can be seen in the part, in ${part};
- "significance": why this moment matters for the whole, in one sentence${quotes ? ";" : "."}${quotes.replace(/;$/, ".")}
Then give "overview", what happens in ${isPart ? "these minutes" : "the whole video"} in ${whole}, and "title", a short title.
Copy times exactly as they were given, without "seconds". Do not write times into the texts, and do not repeat sentences.
Write all texts in ${languageName(language)}.
Reply with one JSON object only: {"segments": [{"start", "end", "theme", "key", "description", "significance"${quotes && ', "quotes"'}}], "overview", "title"}`;
}
