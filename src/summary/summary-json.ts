import { z } from "zod";
import type { OutgoingFile } from "../chat/message.ts";
import { toPlainText } from "../chat/text/plain-text.ts";
import { formatClock } from "../chat/text/timecode.ts";
import { type Cue, NO_CUES, SOUND_SOURCES } from "../sound/transcript.ts";
import type { TimeRange } from "../video/video.ts";
import { CONTEXT_SOURCES } from "../vision/model.ts";
import { type Heard, NO_MODEL_REASONS, type Summary, type Warning } from "./summary.ts";

const CLOCK = z.string().regex(/^\d{2,}:[0-5]\d:[0-5]\d(\.\d{3})?$/);
const SECONDS = z.number().nonnegative();

const QUOTE = z.strictObject({
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

export function summaryJson(summary: Summary): SummaryJson {
  const { title, overview, coverage, model, promptVersion, language } = summary;
  const shown = summary.shown && new Set(summary.shown);
  return {
    title,
    overview,
    segments: summary.segments.map(
      ({ start, end, theme, description, significance, still, label, quotes }, position) => ({
        start_time: formatClock(start),
        end_time: formatClock(end),
        theme,
        key_timestamp: still.timestamp,
        description,
        significance,
        still: still.name,
        label,
        quotes: quotes.map(quoteJson),
        shown: shown?.has(position) ?? true,
      }),
    ),
    chapters: summary.chapters.map(({ title: name, ...range }) => ({ title: name, ...clocks(range) })),
    parts: summary.parts.map((part) => ({
      ...clocks(part),
      ...{ title: part.title, overview: part.overview, model: part.model, segments: part.segments },
    })),
    coverage: {
      ...clocks(coverage),
      frames: coverage.frames,
      largest_gap: coverage.largestGap,
      lines_left_out: coverage.linesLeftOut ?? 0,
      sound_used: coverage.sound.source !== "none",
      sound: soundJson(coverage.sound),
    },
    transcript: summary.cues.map(quoteJson),
    remarks: summary.warnings.map(warningJson),
    model,
    prompt_version: promptVersion,
    language,
    video: videoJson(summary.video),
  };
}

function clocks({ start, end }: TimeRange) {
  return { start_time: formatClock(start), end_time: formatClock(end) };
}

function quoteJson({ id: _, ...cue }: Cue): z.infer<typeof QUOTE> {
  return cue;
}

function soundJson(sound: Heard): SummaryJson["coverage"]["sound"] {
  const { source, noCues = null, language, by, spokenSeconds, heardSeconds } = sound;
  return { source, reason: noCues, language, by, spoken_seconds: spokenSeconds, heard_seconds: heardSeconds };
}

/** summary.json as a file to send. */
export function summaryFile(summary: Summary): OutgoingFile {
  return {
    name: "summary.json",
    mediaType: "application/json",
    data: Buffer.from(formatSummaryJson(summary)),
  };
}

/** Ends in a line feed, as text files do. People print it, and names in it are strangers' choice. */
export function formatSummaryJson(summary: Summary): string {
  const plain = (_: string, value: unknown) => (typeof value === "string" ? toPlainText(value) : value);
  return `${JSON.stringify(summaryJson(summary), plain, 2)}\n`;
}

function warningJson(warning: Warning): SummaryJson["remarks"][number] {
  if (warning.kind === "damaged") return { kind: warning.kind, read_until: warning.readUntil };
  // How often it failed is for our own next try.
  if (warning.kind === "no-model") return { kind: warning.kind, reason: warning.reason };
  if (warning.kind === "parts-without-model") return { ...warning, parts: warning.parts.map(clocks) };
  if (warning.kind === "small-context") {
    const { contextTokens, ...rest } = warning;
    return { ...rest, context_tokens: contextTokens };
  }
  return warning;
}

function videoJson(video: Summary["video"]): SummaryJson["video"] {
  const { name, sha256, duration, width, height, frameRate, rotation, container, codec, hdr } = video;
  return {
    name,
    sha256,
    duration,
    width,
    height,
    frame_rate: frameRate,
    rotation,
    container,
    codec,
    hdr,
    has_audio: video.hasAudio,
  };
}
