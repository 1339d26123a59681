import { z } from "zod";
import type { PageInfo } from "../../media/pages/page-info.ts";
import type { Opening } from "../../summary/ask/prompt.ts";
import type { Summary } from "../../summary/summary.ts";
import type { TimeRange } from "../../video/video.ts";
import type { FrameVectors } from "../../vision/embeddings/frame-vectors.ts";
import { hashed } from "../key.ts";
import { cue, type StoredSummary, storedSummary, timeRange } from "./stored-summary.ts";

/** What was asked for beyond the file: range, number of keyframes, language. Other options make another context. */
type ContextOptions = Readonly<Record<string, string | number | boolean | null>>;

/** What a context is found again by. */
export interface ContextIdentity {
  readonly tenant: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly pipelineVersion: string;
  readonly promptVersion: string;
  readonly options: ContextOptions;
}

/** Opaque; means nothing under another tenant. */
export type ContextKey = string;

export function contextKey({
  tenant,
  sha256,
  pipelineVersion,
  promptVersion,
  options,
}: ContextIdentity): ContextKey {
  const sorted = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return hashed(JSON.stringify([tenant, sha256, pipelineVersion, promptVersion, sorted]));
}

/** A part's context beside that of the whole video, which need not be there yet. Numbers count from zero. */
export function partKey(whole: ContextKey, number: number): ContextKey {
  return `${whole}.${number}`;
}

/** What was watched for questions about one video at most, beside its parts; from then on the last one makes room. */
const MOST_BESIDE = 8;

/** Numbers of parts that were watched for a question: below zero, because the summary has none of them. */
export const NUMBERS_BESIDE: readonly number[] = Array.from({ length: MOST_BESIDE }, (_, i) => -1 - i);

export function besideKeys(whole: ContextKey): ContextKey[] {
  return NUMBERS_BESIDE.map((number) => partKey(whole, number));
}

/** The frozen beginning of every request about a video, word for word and byte for byte. */
interface FirstExchange extends Opening {
  readonly reply: string;
}

/** What a first look at a video yields; hash and prompt version are the summary's own. */
export interface NewVideoContext {
  readonly tenant: string;
  readonly pipelineVersion: string;
  readonly options: ContextOptions;
  readonly range: TimeRange;
  /** What was asked and answered first, with the very JPEG bytes that were sent; null where no model has looked. */
  readonly opening: FirstExchange | null;
  readonly summary: Summary;
  /** First timestamp of each new shot, seconds. */
  readonly cuts: readonly number[];
  /** What the video's page says of it, captions too; null where it came from none. */
  readonly page: PageInfo | null;
  /** Of the frames in the opening; absent where there is no server of them. */
  readonly vectors?: FrameVectors;
  /** It is this part of a long video, counted from zero, whose other options and content are the same. */
  readonly part?: number;
}

/** The frozen beginning of every request about a video, and what was said of it. */
export interface VideoContext extends ContextIdentity {
  readonly key: ContextKey;
  readonly range: TimeRange;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly video: Summary["video"];
  readonly opening: FirstExchange | null;
  readonly summary: StoredSummary;
  readonly cuts: readonly number[];
  readonly page: PageInfo | null;
}

export function identityOf({ tenant, pipelineVersion, options, summary }: NewVideoContext): ContextIdentity {
  const { promptVersion, video } = summary;
  return { tenant, sha256: video.sha256, pipelineVersion, promptVersion, options };
}

/** Raised with each change of what is stored; older records are then made anew. */
export const CONTEXT_VERSION = 5;

const picture = z.object({ bytes: z.int(), crc32: z.int() });

const page = z.object({
  title: z.string(),
  chapters: z.array(z.object({ start: z.number(), end: z.number(), title: z.string() })),
  captions: z.array(z.object({ language: z.string(), vtt: z.string() })),
  playlist: z.object({ title: z.string(), videos: z.number().nullable() }).exactOptional(),
}) satisfies z.ZodType<PageInfo>;

export type PictureSum = z.infer<typeof picture>;

/**
 * All of a context but its pictures. They are blobs, numbered: first the frames, then the stills of segments, then those of
 * findings, and at last the frames' vectors in one.
 */
export const manifest = z.object({
  sha256: z.string(),
  pipelineVersion: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  range: timeRange,
  createdAt: z.number(),
  opening: z
    .object({ system: z.string(), question: z.string(), reply: z.string(), cues: z.array(cue) })
    .nullable(),
  frames: z.array(
    z.object({ label: z.string(), timestamp: z.number(), width: z.number(), height: z.number() }),
  ),
  vectors: z.object({ model: z.string(), timestamps: z.array(z.number()) }).exactOptional(),
  summary: storedSummary,
  cuts: z.array(z.number()),
  page: page.nullable(),
  /** Names the blobs of one write, so that those of two writes never mix. */
  set: z.string(),
  pictures: z.array(picture),
  /** Until when the blobs live at least, milliseconds since 1970. */
  blobsUntil: z.number(),
});

export type Manifest = z.infer<typeof manifest>;
