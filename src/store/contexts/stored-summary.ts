import { z } from "zod";
import { type Cue, NO_CUES, SOUND_SOURCES } from "../../sound/transcript.ts";
import { FINDINGS, type FindingFacts, KINDS, type KindChoice, PLACES } from "../../summary/kinds/finding.ts";
import {
  NO_MODEL_REASONS,
  type Segment,
  type Still,
  type Summary,
  type Warning,
} from "../../summary/summary.ts";
import type { TimeRange, VideoInfo } from "../../video/video.ts";
import { CONTEXT_SOURCES } from "../../vision/model.ts";

/** A still without its picture, which is a blob of its own. */
type StoredStill = Omit<Still, "jpeg">;

export interface StoredSegment extends Omit<Segment, "still"> {
  readonly still: StoredStill;
}

export interface StoredFinding extends FindingFacts {
  readonly still?: StoredStill;
}

export interface StoredSummary extends Omit<Summary, "segments" | "findings"> {
  readonly segments: readonly StoredSegment[];
  readonly findings?: readonly StoredFinding[];
}

export const timeRange = z.object({ start: z.number(), end: z.number() }) satisfies z.ZodType<TimeRange>;

const rational = z.object({ num: z.number(), den: z.number() });

const videoInfo = z.object({
  streamIndex: z.number(),
  container: z.string(),
  codec: z.string(),
  width: z.number(),
  height: z.number(),
  rotation: z.number(),
  frameRate: z.number(),
  duration: z.number(),
  declaredDuration: z.number().nullable(),
  timeBase: rational,
  startTime: z.number(),
  hdr: z.enum(["pq", "hlg"]).nullable(),
  hasAudio: z.boolean(),
  recordedAt: z.number().exactOptional(),
}) satisfies z.ZodType<VideoInfo>;

export const cue = timeRange.extend({
  id: z.string(),
  text: z.string(),
  speaker: z.string().exactOptional(),
}) satisfies z.ZodType<Cue>;

const still = z.object({
  timestamp: z.number(),
  width: z.number(),
  height: z.number(),
  name: z.string(),
}) satisfies z.ZodType<StoredStill>;

const finding = timeRange.extend({
  type: z.enum(FINDINGS),
  text: z.string(),
  who: z.string().exactOptional(),
  due: z.string().exactOptional(),
  read: z.string().exactOptional(),
  places: z.array(z.enum(PLACES)).exactOptional(),
  cues: z.array(cue),
  label: z.string().nullable(),
  still: still.exactOptional(),
}) satisfies z.ZodType<StoredFinding>;

const kind = z.object({
  name: z.enum(KINDS),
  measured: z
    .object({ speech: z.number().nullable(), still: z.number(), written: z.number(), cuts: z.number() })
    .exactOptional(),
  isUnfinished: z.literal(true).exactOptional(),
}) satisfies z.ZodType<KindChoice>;

const segment = timeRange.extend({
  theme: z.string(),
  description: z.string(),
  significance: z.string(),
  quotes: z.array(cue),
  label: z.string().nullable(),
  still,
}) satisfies z.ZodType<StoredSegment>;

const warning = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("no-model"),
    reason: z.enum(NO_MODEL_REASONS),
    failures: z.number().exactOptional(),
  }),
  z.object({ kind: z.literal("damaged"), readUntil: z.number() }),
  z.object({ kind: z.literal("faulty") }),
  z.object({
    kind: z.literal("plan"),
    plan: z.object({
      kind: z.enum(["thorough", "predicted", "sparse"]),
      reason: z.enum(["asked", "short", "far-apart", "joined", "by-clock", "dense", "by-choice"]),
      parts: z.number(),
      share: z.number(),
    }),
  }),
  z.object({ kind: z.literal("model-found"), model: z.string(), address: z.string() }),
  z.object({
    kind: z.literal("small-context"),
    contextTokens: z.number(),
    frames: z.number(),
    from: z.enum(CONTEXT_SOURCES),
  }),
  z.object({ kind: z.literal("frames-halved"), from: z.number(), to: z.number() }),
  z.object({ kind: z.literal("no-outline") }),
  z.object({
    kind: z.literal("parts-without-model"),
    reason: z.enum(NO_MODEL_REASONS),
    parts: z.array(timeRange),
  }),
]) satisfies z.ZodType<Warning>;

export const storedSummary = z.object({
  title: z.string(),
  overview: z.string(),
  segments: z.array(segment),
  parts: z.array(
    timeRange.extend({
      title: z.string(),
      overview: z.string(),
      model: z.string().nullable(),
      segments: z.number(),
    }),
  ),
  chapters: z.array(timeRange.extend({ title: z.string() })),
  shown: z.array(z.number()).exactOptional(),
  kind: kind.exactOptional(),
  findings: z.array(finding).exactOptional(),
  activity: z.object({ start: z.number(), every: z.number(), values: z.array(z.number()) }).exactOptional(),
  clock: z.object({ startsAt: z.number(), isUtc: z.boolean() }).exactOptional(),
  coverage: timeRange.extend({
    frames: z.number(),
    largestGap: z.number(),
    sound: z.object({
      source: z.enum(SOUND_SOURCES),
      noCues: z.enum(NO_CUES).exactOptional(),
      language: z.string().nullable(),
      by: z.string().nullable(),
      spokenSeconds: z.number().nullable(),
      heardSeconds: z.number().nullable(),
    }),
    linesLeftOut: z.number().exactOptional(),
  }),
  cues: z.array(cue),
  remarks: z.array(warning),
  video: videoInfo.extend({ name: z.string(), sha256: z.string() }),
  model: z.string().nullable(),
  promptVersion: z.string(),
  made: z.object({ server: z.string().exactOptional(), sampler: z.string() }).exactOptional(),
  language: z.string(),
}) satisfies z.ZodType<Recorded>;

/** Records call the warnings "remarks", which older versions wrote as well. */
type Recorded = Omit<StoredSummary, "warnings"> & { readonly remarks: readonly Warning[] };

export function fromRecord<T>({ remarks, ...rest }: T & { readonly remarks: readonly Warning[] }) {
  return { ...rest, warnings: remarks };
}

export function withoutPictures({ findings, ...summary }: Summary): StoredSummary {
  const segments = summary.segments.map(({ still, ...rest }) => ({ ...rest, still: factsOf(still) }));
  const found = findings?.map(({ still, ...rest }) => ({ ...rest, ...(still && { still: factsOf(still) }) }));
  return { ...summary, segments, ...(found && { findings: found }) };
}

function factsOf({ jpeg: _, ...still }: Still): StoredStill {
  return still;
}

/** The stills of a summary in the order of their blobs: the segments', then the findings'. */
export function stillsOf<S>({
  segments,
  findings = [],
}: {
  readonly segments: readonly { readonly still: S }[];
  readonly findings?: readonly { readonly still?: S }[];
}): S[] {
  return [...segments.map(({ still }) => still), ...findings.flatMap(({ still }) => still ?? [])];
}

export function storedFinding({ places, cues, ...finding }: StoredFinding) {
  return { ...finding, cues: [...cues], ...(places && { places: [...places] }) };
}

/** Lists in records can be changed, those in a warning cannot. */
export function storedWarning(warning: Warning): z.infer<typeof storedSummary>["remarks"][number] {
  return warning.kind === "parts-without-model" ? { ...warning, parts: [...warning.parts] } : warning;
}
