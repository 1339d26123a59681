import { z } from "zod";
import { NO_CUES, SOUND_SOURCES } from "../sound/transcript.ts";
import { CONTEXT_SOURCES } from "../vision/model.ts";
import { FINDINGS, KINDS, PLACES } from "./kinds/finding.ts";
import { NO_MODEL_REASONS } from "./summary.ts";

const CLOCK = z.string().regex(/^\d{2,}:[0-5]\d:[0-5]\d(\.\d{3})?$/);
const SECONDS = z.number().nonnegative();

export const QUOTE = z.strictObject({
  /** Seconds of the video. */
  start: SECONDS,
  end: SECONDS,
  text: z.string(),
  speaker: z.string().exactOptional(),
});

const warning = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("no-model"), reason: z.enum(NO_MODEL_REASONS) }),
  z.strictObject({ kind: z.literal("damaged"), read_until: SECONDS }),
  z.strictObject({ kind: z.literal("faulty") }),
  z.strictObject({ kind: z.literal("model-found"), model: z.string(), address: z.string() }),
  z.strictObject({
    kind: z.literal("plan"),
    plan: z.strictObject({
      kind: z.enum(["thorough", "predicted", "sparse"]),
      reason: z.enum(["asked", "short", "far-apart", "joined", "by-clock", "dense", "by-choice"]),
      parts: z.int(),
      share: z.number(),
    }),
  }),
  z.strictObject({
    kind: z.literal("small-context"),
    context_tokens: z.int(),
    frames: z.int(),
    from: z.enum(CONTEXT_SOURCES),
  }),
  z.strictObject({ kind: z.literal("frames-halved"), from: z.int(), to: z.int() }),
  z.strictObject({ kind: z.literal("no-outline") }),
  z.strictObject({
    kind: z.literal("parts-without-model"),
    reason: z.enum(NO_MODEL_REASONS),
    parts: z.array(z.strictObject({ start_time: CLOCK, end_time: CLOCK })),
  }),
]);

/** The outside form of a summary, summary.json: what other programs may rely on. */
export const summaryJsonSchema = z.strictObject({
  title: z.string(),
  overview: z.string(),
  segments: z.array(
    z.strictObject({
      start_time: CLOCK,
      end_time: CLOCK,
      theme: z.string(),
      /** The still's own presentation time, seconds, exact. */
      key_timestamp: z.number(),
      description: z.string(),
      significance: z.string(),
      /** File name, in the same folder. */
      still: z.string(),
      /** The frame that the model chose, by the time it was shown; null where no model took part. */
      label: z.string().nullable(),
      /** What was said, word for word. */
      quotes: z.array(QUOTE),
      /** It stands in the message; of a long video, some do. */
      shown: z.boolean(),
    }),
  ),
  /** Of a long video; empty for one that was watched in one request. */
  chapters: z.array(z.strictObject({ title: z.string(), start_time: CLOCK, end_time: CLOCK })),
  /** The windows in which a long video was watched. */
  parts: z.array(
    z.strictObject({
      start_time: CLOCK,
      end_time: CLOCK,
      title: z.string(),
      overview: z.string(),
      model: z.string().nullable(),
      /** How many of the segments are its own. */
      segments: z.int().nonnegative(),
    }),
  ),
  /** What the video was watched for. */
  kind: z.enum(KINDS),
  /** What that found, by list and time; each rests on lines that were said, on a frame that the model was shown, or was measured. */
  findings: z.array(
    z.strictObject({
      type: z.enum(FINDINGS),
      start_time: CLOCK,
      end_time: CLOCK,
      /** The same by the clock on the wall; null where that is not told. */
      start_clock: z.iso.datetime({ local: true }).nullable(),
      end_clock: z.iso.datetime({ local: true }).nullable(),
      text: z.string(),
      who: z.string().nullable(),
      due: z.string().nullable(),
      read: z.string().nullable(),
      /** Thirds of the picture: where it was measured first and last. */
      places: z.array(z.enum(PLACES)),
      quotes: z.array(QUOTE),
      label: z.string().nullable(),
      /** File name, in the same folder. */
      still: z.string().nullable(),
    }),
  ),
  /** When the video begins by the clock on the wall; null where that is not told. */
  clock: z.strictObject({ starts_at: z.iso.datetime({ local: true }), utc: z.boolean() }).nullable(),
  /** How much of the picture moved at most, from 0 to 1, in each so many seconds from the start on; null where that was not measured. */
  activity: z
    .strictObject({ start: SECONDS, every: SECONDS, values: z.array(z.number().min(0).max(1)) })
    .nullable(),
  coverage: z.strictObject({
    start_time: CLOCK,
    end_time: CLOCK,
    frames: z.int().nonnegative(),
    /** Seconds. */
    largest_gap: SECONDS,
    sound_used: z.boolean(),
    /** Of what was said, lines that the model's context had no room for. */
    lines_left_out: z.int(),
    sound: z.strictObject({
      source: z.enum(SOUND_SOURCES),
      /** Where nothing was heard. */
      reason: z.enum(NO_CUES).nullable(),
      language: z.string().nullable(),
      by: z.string().nullable(),
      spoken_seconds: SECONDS.nullable(),
      heard_seconds: SECONDS.nullable(),
    }),
  }),
  transcript: z.array(QUOTE),
  remarks: z.array(warning),
  model: z.string().nullable(),
  prompt_version: z.string(),
  language: z.string(),
  video: z.strictObject({
    name: z.string(),
    sha256: z.string(),
    /** Seconds. */
    duration: SECONDS,
    width: z.int().positive(),
    height: z.int().positive(),
    /** Frames a second on average; 0 where the file does not say. */
    frame_rate: SECONDS,
    rotation: z.number(),
    container: z.string(),
    codec: z.string(),
    hdr: z.enum(["pq", "hlg"]).nullable(),
    has_audio: z.boolean(),
  }),
});

export type SummaryJson = z.infer<typeof summaryJsonSchema>;
