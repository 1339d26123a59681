import { z } from "zod";

const seconds = z.number().nonnegative();
const range = { start: seconds, end: seconds };
const quote = z.strictObject({ ...range, text: z.string() });

/** What is compared: one choice of each. */
const variant = z.strictObject({
  /** As the server names it. */
  model: z.string(),
  /** Name of the server's program, such as "vllm"; no address. */
  server: z.string(),
  prompt: z.string(),
  promptVersion: z.string(),
  sampler: z.string(),
  /** Frames at most; null: as many as the model's context holds. */
  budget: z.int().positive().nullable(),
});

export type Variant = z.infer<typeof variant>;

/** What one variant made of one case, with all that the figures are computed from. One line of `outcomes.jsonl`. */
export const outcome = z.strictObject({
  case: z.string(),
  variant,
  /** ISO 8601, of the end. */
  at: z.string(),
  /** Length of the video. */
  seconds,
  /** Timestamps of the frames that were sent. */
  frames: z.array(seconds),
  /** Null where no usable reply came; then `failure` says why by its error code. */
  summary: z
    .strictObject({
      title: z.string(),
      overview: z.string(),
      segments: z.array(
        z.strictObject({
          ...range,
          theme: z.string(),
          description: z.string(),
          significance: z.string(),
          /** Timestamp of the frame that the model named, and of the still that was taken for it. */
          key: seconds,
          still: seconds,
          quotes: z.array(quote),
        }),
      ),
      /** All that was heard. */
      cues: z.array(quote),
      language: z.string(),
    })
    .nullable(),
  failure: z.string().exactOptional(),
  answers: z.array(
    z.strictObject({
      question: z.string(),
      /** Empty where the answer was that the video does not tell. */
      text: z.string(),
      moments: z.array(seconds),
      quotes: z.array(quote),
      failure: z.string().exactOptional(),
    }),
  ),
  /** Requests to the model, and how many of them asked for a repair. */
  requests: z.int().nonnegative(),
  repairs: z.int().nonnegative(),
  tokens: z.strictObject({
    prompt: z.int().nonnegative(),
    cached: z.int().nonnegative().nullable(),
    output: z.int().nonnegative(),
  }),
  /** Milliseconds that were spent, of these waiting for the model. */
  ms: z.strictObject({ all: z.number(), model: z.number() }),
});

export type Outcome = z.infer<typeof outcome>;
