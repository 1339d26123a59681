import { z } from "zod";
import { VERDICTS } from "../../src/chat/verdict.ts";
import type { Vote } from "../../src/store/feedback/feedback.ts";
import { KINDS } from "../../src/summary/kinds/finding.ts";
import { Json } from "../../src/util/json.ts";

const seconds = z.number();

/** One verdict of one person as it is exported: docs/feedback.md says what each field means. Fields keep their order. */
const feedbackLine = z.strictObject({
  form: z.literal(1),
  id: z.string(),
  at: z.string(),
  scope: z.string(),
  reply_id: z.string(),
  video_sha256: z.string(),
  video_seconds: seconds,
  language: z.string(),
  kind: z.enum(KINDS),
  model: z.string().nullable(),
  server: z.string().nullable(),
  prompt_version: z.string(),
  sampler: z.string().nullable(),
  segment: z.int().nullable(),
  verdict: z.enum(VERDICTS),
  comment: z.string(),
  judged: z.strictObject({
    ...{ start: seconds, end: seconds },
    ...{ theme: z.string(), description: z.string(), significance: z.string() },
    ...{ key: seconds.nullable(), still: seconds.nullable(), quotes: z.array(z.string()) },
  }),
  frames: z.array(seconds),
  cues: z.array(z.string()),
  system: z.string().nullable(),
  question: z.string().nullable(),
  reply: z.string().nullable(),
  /** Files of the frames, in their order; only where they were kept and are wanted. */
  images: z.array(z.string()).exactOptional(),
});

export type FeedbackLine = z.infer<typeof feedbackLine>;

export function lineOf(vote: Vote): FeedbackLine {
  const { id, at, scope, context, video, language, kind, model, server, promptVersion } = vote;
  const { sampler, segment, verdict, comment, judged, asked } = vote;
  const { start, end, theme, description, significance, key, still, quotes } = judged;
  return {
    ...{ form: 1, id, at: new Date(at).toISOString(), scope, reply_id: context },
    ...{ video_sha256: video.sha256, video_seconds: video.seconds, language, kind },
    ...{ model, server, prompt_version: promptVersion, sampler, segment, verdict, comment },
    judged: { start, end, theme, description, significance, key, still, quotes: [...quotes] },
    ...{ frames: [...(asked?.frames ?? [])], cues: [...(asked?.cues ?? [])] },
    ...{ system: asked?.system ?? null, question: asked?.question ?? null, reply: asked?.reply ?? null },
  };
}

/** Throws where a line is not of the form, naming it and the field. */
export function readLines(text: string): FeedbackLine[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, i) => {
    const read = Json.pipe(feedbackLine).safeParse(line);
    if (read.success) return read.data;
    const faults = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`Line ${i + 1} is no feedback. ${faults.join("; ")}`);
  });
}

export function inLines(values: readonly object[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
