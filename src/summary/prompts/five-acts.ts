import { z } from "zod";
import { type CheckedReply, checkParts } from "../ask/check.ts";
import {
  chapterHint,
  type LabelledFrame,
  languageName,
  type SummaryQuestion,
  textLimits,
} from "../ask/prompt.ts";
import { type Checked, closed, parseReply } from "../ask/reply.ts";
import { askOverFrames } from "./ask-over-frames.ts";
import { labelNamed } from "./named-frame.ts";
import type { SummaryPrompt } from "./prompt.ts";
import { textsFrom } from "./texts.ts";

/**
 * Three numbered steps and JSON with the parts of a story, as guides to Qwen3-VL recommend it. They let the model write any
 * times; here a time is the label of a frame that was sent.
 */
export const fiveActs: SummaryPrompt = {
  name: "five-acts",
  version: "five-acts-1",
  requests: 1,
  question: questionOf,
  replyTokens,
  async ask(asking, signal) {
    const { frames } = asking;
    const form = {
      question: questionOf(frames, asking),
      schema: schemaOf(frames, asking),
      maxOutputTokens: replyTokens(asking),
      check: (reply: string) => checkActs(reply, frames, asking),
    };
    const { value, ...asked } = await askOverFrames(asking, form, signal);
    return { ...value, ...asked };
  },
};

function replyTokens({ keyframes, brief = false }: SummaryQuestion): number {
  return brief ? 60 + keyframes * 130 : 100 + keyframes * 300;
}

function questionOf(
  frames: readonly LabelledFrame[],
  { keyframes, language, chapters = [], brief = false, isPart = false }: SummaryQuestion,
): string {
  const excerpt = isPart ? "These frames show some minutes of a longer video. " : "";
  return `${excerpt}${chapterHint(chapters, frames)}Act as a professional video analyst and do the following.
1. Divide ${isPart ? "these minutes" : "the video"} into logical parts (introduction, development, conflict, resolution, ending), in time order: at most ${keyframes}.
2. In each part choose the one moment that represents it best.
3. Output one JSON object only: {"segments": [{"start_time", "end_time", "theme", "key_timestamp", "description"}]}
"start_time" and "end_time" are the times of the first and the last frame of the part, "key_timestamp" is the time of the chosen frame; copy them as they were given, without "seconds". \
"theme" is a few words, "description" is ${brief ? "one short sentence" : "one to three sentences"} on what can be seen. \
Do not write times into the texts. Write them in ${languageName(language)}.`;
}

function schemaOf(frames: readonly LabelledFrame[], { keyframes, brief }: SummaryQuestion) {
  const limits = textLimits({ brief });
  const time = { type: "string", enum: frames.map(({ label }) => label) };
  const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
  const act = {
    ...{ start_time: time, end_time: time, theme: text(limits.theme) },
    ...{ key_timestamp: time, description: text(limits.description) },
  };
  const segments = { type: "array", minItems: 1, maxItems: keyframes, items: closed(act) };
  return { name: "five-acts", schema: closed({ segments }) };
}

const text = z.string().trim().min(1);
const time = z.union([z.string(), z.number()]);

const ActsReply = z.object({
  segments: z
    .array(
      z.object({ start_time: time, end_time: time, theme: text, key_timestamp: time, description: text }),
    )
    .min(1),
});

function checkActs(
  reply: string,
  frames: readonly LabelledFrame[],
  { keyframes, brief }: SummaryQuestion,
): Checked<CheckedReply> {
  const parsed = parseReply(ActsReply, reply);
  if (!parsed.ok) return parsed;
  const told = parsed.value.segments.map(({ start_time, end_time, key_timestamp, theme, description }) => ({
    start: labelNamed(start_time, frames),
    end: labelNamed(end_time, frames),
    key: labelNamed(key_timestamp, frames),
    ...{ theme, description, significance: "", quotes: [] },
  }));
  const { parts, problems } = checkParts(told, frames, { keyframes });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { parts, ...textsFrom(parts, { brief }) } };
}
