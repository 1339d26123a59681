import { z } from "zod";

const seconds = z.number().nonnegative();

/** Half-open, in seconds of the video's own clock. */
const range = { start: seconds, end: seconds };

/**
 * Words that a text has to have: one of each group, in any inflection. [["dog", "puppy"], ["ball"]] is met by "The puppy fetches
 * balls".
 */
const words = z.array(z.array(z.string().min(1)).min(1)).min(1);

/** The truth about one video: what happens in it, what is said and written, and what is not in it. */
export const evalCase = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  /** A file in the same folder. */
  video: z.string().min(1),
  /** Where it is from and under which license; or how it was made. */
  source: z.string().min(1),
  kind: z.enum(["general", "meeting", "lecture", "screen", "camera"]).exactOptional(),
  /** BCP 47 tag of the texts that are asked for. */
  language: z.string().default("en"),
  /** What a summary should tell; empty where only other things are known. */
  events: z.array(z.strictObject({ id: z.string(), ...range, words })).default([]),
  /** What is said, word for word. */
  spoken: z.array(z.strictObject({ ...range, text: z.string() })).default([]),
  /** Stretches in which no one speaks. */
  silent: z.array(z.strictObject(range)).default([]),
  /** What can be read in the picture. */
  written: z.array(z.strictObject({ ...range, text: z.string() })).default([]),
  /** Words for what is not in the video: a text that has one of them has invented it. */
  absent: z.array(z.string().min(1)).default([]),
  /** `answer` null: the video does not tell, and that should be said. */
  questions: z
    .array(
      z.strictObject({
        text: z.string(),
        answer: words.nullable(),
        at: z.strictObject(range).exactOptional(),
      }),
    )
    .default([]),
  /** First frame of each new shot, where they are known. */
  cuts: z.array(seconds).exactOptional(),
});

export type EvalCase = z.infer<typeof evalCase>;
