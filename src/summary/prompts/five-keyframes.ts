import { type CheckedReply, checkParts, type Part } from "../ask/check.ts";
import { chapterHint, type LabelledFrame, languageName, type SummaryQuestion } from "../ask/prompt.ts";
import type { Checked } from "../ask/reply.ts";
import { askOverFrames } from "./ask-over-frames.ts";
import { readLines } from "./keyframe-lines.ts";
import { labelNamed } from "./named-frame.ts";
import type { SummaryPrompt } from "./prompt.ts";
import { textsFrom, themeFrom } from "./texts.ts";

/** The most representative key frames as plain text, one line each: no schema holds the model, so the reply is held to the labels here. */
export const fiveKeyframes: SummaryPrompt = {
  name: "five-keyframes",
  version: "five-keyframes-1",
  requests: 1,
  question: questionOf,
  replyTokens,
  async ask(asking, signal) {
    const { frames } = asking;
    const form = {
      question: questionOf(frames, asking),
      maxOutputTokens: replyTokens(asking),
      check: (reply: string) => checkLines(reply, frames, asking),
      again: "Reply again with all lines, corrected.",
    };
    const { value, ...asked } = await askOverFrames(asking, form, signal);
    return { ...value, ...asked };
  },
};

function replyTokens({ keyframes, brief = false }: SummaryQuestion): number {
  return brief ? 60 + keyframes * 150 : 100 + keyframes * 350;
}

function questionOf(
  frames: readonly LabelledFrame[],
  { keyframes, language, chapters = [], brief = false, isPart = false }: SummaryQuestion,
): string {
  const excerpt = isPart ? "These frames show some minutes of a longer video. " : "";
  return `${excerpt}${chapterHint(chapters, frames)}Choose the key frames that represent ${isPart ? "these minutes" : "the video"} best, in time order: at most ${keyframes}, each of another event or scene. \
Write one line for each and nothing else:
time of the frame | the event or scene that it stands for, in a few words | what can be seen, in ${brief ? "one short sentence" : "one to three sentences"} | why it matters, in one sentence
Begin each line with the time as it was given, in its angle brackets. Do not write times anywhere else, and do not repeat sentences. \
Write in ${languageName(language)}, as plain text.`;
}

function checkLines(
  reply: string,
  frames: readonly LabelledFrame[],
  { keyframes, brief }: SummaryQuestion,
): Checked<CheckedReply> {
  const lines = readLines(reply).map(({ time, fields }) => ({ label: labelNamed(time, frames), fields }));
  if (lines.length === 0)
    return { ok: false, problems: ["No line begins with the time of a frame, in its angle brackets."] };
  const isFirst = (label: string, i: number) => lines.findIndex((line) => line.label === label) === i;
  const told = lines
    .filter(({ label }, i) => isFirst(label, i))
    .map(({ label, fields: [first = "", second, ...rest] }) => ({
      ...{ start: label, end: label, key: label, quotes: [] },
      theme: second === undefined ? themeFrom(first, brief) : first,
      description: second ?? first,
      significance: rest.join(" "),
    }));
  const checked = checkParts(told, frames, { keyframes });
  if (checked.problems.length > 0) return { ok: false, problems: checked.problems };
  const parts = spread(checked.parts, frames.length);
  return { ok: true, value: { parts, ...textsFrom(parts, { brief }) } };
}

/** Each key frame stands for the frames around it, half the way to its neighbors. */
function spread(parts: readonly Part[], frames: number): Part[] {
  const middle = (a: Part, b: Part) => Math.floor((a.key + b.key) / 2);
  return parts.map((part, i) => {
    const [before, after] = [parts[i - 1], parts[i + 1]];
    return {
      ...part,
      from: before ? middle(before, part) + 1 : 0,
      to: after ? middle(part, after) : frames - 1,
    };
  });
}
