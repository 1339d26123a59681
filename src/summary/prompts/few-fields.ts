import { z } from "zod";
import { checkParts, type Part } from "../ask/check.ts";
import { MOST_QUOTES } from "../ask/cues.ts";
import {
  chapterHint,
  type LabelledFrame,
  languageName,
  type SummaryQuestion,
  textLimits,
} from "../ask/prompt.ts";
import { type Checked, closed, label, parseReply } from "../ask/reply.ts";
import { askOverFrames } from "./ask-over-frames.ts";
import { nameParts } from "./name-parts.ts";
import type { SummaryPrompt } from "./prompt.ts";
import { themeFrom } from "./texts.ts";

/**
 * Fewer fields a request: a small model first says where each part begins and ends and what it shows; what stands over the parts
 * is asked in a second request, of their texts alone.
 */
export const fewFields: SummaryPrompt = {
  name: "few-fields",
  version: "few-fields-1",
  requests: 2,
  question: questionOf,
  replyTokens,
  async ask(asking, signal) {
    const { frames } = asking;
    const form = {
      question: questionOf(frames, asking),
      schema: schemaOf(frames, asking),
      maxOutputTokens: replyTokens(asking),
      check: (reply: string) => checkFew(reply, frames, asking),
    };
    const { value, ...asked } = await askOverFrames(asking, form, signal);
    return { ...(await nameParts(asking, value, signal)), ...asked };
  },
};

function replyTokens({ keyframes, brief = false, cues = [] }: SummaryQuestion): number {
  const quotes = keyframes * (cues.length > 0 ? 25 : 0);
  return quotes + (brief ? 60 + keyframes * 100 : 100 + keyframes * 300);
}

function questionOf(
  frames: readonly LabelledFrame[],
  { keyframes, language, chapters = [], cues = [], brief = false, isPart = false }: SummaryQuestion,
): string {
  const excerpt = isPart ? "These frames show some minutes of a longer video. " : "";
  const quotes = cues.length > 0;
  return `${excerpt}${chapterHint(chapters, frames)}Divide ${isPart ? "these minutes" : "the video"} into parts in time order: a new part begins where something else happens. \
At most ${keyframes} parts, fewer where it has fewer. For each part give
- "start" and "end": the times of its first and its last frame; parts do not overlap;
- "key": the time of the one frame in the part that shows it best;
- "description": what can be seen in the part, in ${brief ? "one short sentence" : "one to three sentences"}${quotes ? ";" : "."}${
    quotes
      ? `\n- "quotes": the ids of at most two lines that were said in the part and matter most, or an empty list.`
      : ""
  }
Copy times exactly as they were given, without "seconds". Do not write times into the descriptions, and do not repeat sentences.
Write the descriptions in ${languageName(language)}.
Reply with one JSON object only: {"segments": [{"start", "end", "key", "description"${quotes ? ', "quotes"' : ""}}]}`;
}

function schemaOf(frames: readonly LabelledFrame[], { keyframes, brief, cues = [] }: SummaryQuestion) {
  const time = { type: "string", enum: frames.map((frame) => frame.label) };
  const ids = cues.map(({ id }) => id);
  const segment = {
    ...{ start: time, end: time, key: time },
    description: { type: "string", minLength: 1, maxLength: textLimits({ brief }).description },
    ...(ids.length > 0 && {
      quotes: { type: "array", maxItems: MOST_QUOTES, items: { type: "string", enum: ids } },
    }),
  };
  const segments = { type: "array", minItems: 1, maxItems: keyframes, items: closed(segment) };
  return { name: "few-fields", schema: closed({ segments }) };
}

const FewReply = z.object({
  segments: z
    .array(
      z.object({
        ...{ start: label, end: label, key: label, description: z.string().trim().min(1) },
        quotes: z.array(z.string()).catch([]),
      }),
    )
    .min(1),
});

/** The parts; until they are named, each is named by how its description begins. */
function checkFew(
  reply: string,
  frames: readonly LabelledFrame[],
  options: SummaryQuestion,
): Checked<readonly Part[]> {
  const parsed = parseReply(FewReply, reply);
  if (!parsed.ok) return parsed;
  const told = parsed.value.segments.map((segment) => ({
    ...segment,
    ...{ theme: segment.description, significance: "" },
  }));
  const { parts, problems } = checkParts(told, frames, options);
  if (problems.length > 0) return { ok: false, problems };
  const themed = parts.map((part) => ({ ...part, theme: themeFrom(part.description, options.brief) }));
  return { ok: true, value: themed };
}
