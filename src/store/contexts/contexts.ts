import { randomUUID } from "node:crypto";
import type { Summary } from "../../summary/summary.ts";
import type { FrameVectors } from "../../vision/embeddings/frame-vectors.ts";
import { type Collection, type CollectionDeps, createCollection } from "../collection.ts";
import { blobPrefix, keyOf } from "../key.ts";
import { keysOf, pictureSet, readPictures, sumOf, zip } from "./pictures.ts";
import { fromRecord, stillsOf, storedFinding, storedWarning, withoutPictures } from "./stored-summary.ts";
import {
  CONTEXT_VERSION,
  type ContextKey,
  contextKey,
  identityOf,
  type Manifest,
  manifest,
  type NewVideoContext,
  partKey,
  type VideoContext,
} from "./video-context.ts";

/** All methods may throw `store-unavailable` and `no-space`. A context that is not whole reads as absent. */
export interface Contexts {
  put(context: NewVideoContext): Promise<ContextKey>;
  get(tenant: string, key: ContextKey): Promise<VideoContext | undefined>;
  /** What `get` says of the video, without reading a picture. */
  described(tenant: string, key: ContextKey): Promise<Omit<VideoContext, "opening"> | undefined>;
  /** The whole summary with its stills, without the frames; `createdAt` in milliseconds since 1970. */
  summary(
    tenant: string,
    key: ContextKey,
  ): Promise<{ readonly summary: Summary; readonly createdAt: number } | undefined>;
  /** The still of the segment at this position. */
  still(tenant: string, key: ContextKey, segment: number): Promise<Buffer | undefined>;
  /** Of the frames that were sent, of each part; empty where there are none. */
  vectors(tenant: string, key: ContextKey): Promise<readonly FrameVectors[]>;
  /** Begins its life anew. Returns whether it was there. */
  touch(tenant: string, key: ContextKey): Promise<boolean>;
  /** With all its pictures. Returns whether it was there. */
  delete(tenant: string, key: ContextKey): Promise<boolean>;
}

export const CONTEXTS = "contexts";

/**
 * Blobs live this part of the context's time longer than it. Most touches then need not renew them, which would mean
 * writing megabytes for each question.
 */
const SLACK = 1 / 16;

/** How long what lies beside a context lives, of the context's own time. */
export function besideTtl(ttlMs: number): number {
  return Math.ceil(ttlMs * (1 + SLACK));
}

export function createContexts(deps: CollectionDeps, ttlMs: number): Contexts {
  const { database, now } = deps;
  const records = createCollection<Manifest>(
    { kind: CONTEXTS, version: CONTEXT_VERSION, schema: manifest, ttlMs },
    deps,
  );
  const recordOf = async (tenant: string, key: ContextKey) => (await records.get(tenant, key))?.value;
  const blobTtlMs = besideTtl(ttlMs);
  const picturesFrom = (tenant: string, key: ContextKey, record: Manifest, from: number, to: number) => {
    const keys = keysOf(keyOf(CONTEXTS, tenant, [key]), record).slice(from, to);
    return readPictures(database, keys, record.pictures.slice(from, to));
  };
  return {
    put: (context) => write({ records, blobTtlMs, ...deps }, context),
    async get(tenant, key) {
      const record = await recordOf(tenant, key);
      const jpegs = record && (await picturesFrom(tenant, key, record, 0, record.frames.length));
      return jpegs && contextFrom(tenant, key, record, jpegs);
    },
    async described(tenant, key) {
      const record = await recordOf(tenant, key);
      return record && describedIn(tenant, key, record);
    },
    async summary(tenant, key) {
      const record = await recordOf(tenant, key);
      const jpegs =
        record && (await picturesFrom(tenant, key, record, record.frames.length, vectorsAt(record)));
      return jpegs && { summary: summaryFrom(record, jpegs), createdAt: record.createdAt };
    },
    async still(tenant, key, segment) {
      const record = await recordOf(tenant, key);
      if (!record?.summary.segments[segment]) return undefined;
      const at = record.frames.length + segment;
      return (await picturesFrom(tenant, key, record, at, at + 1))?.[0];
    },
    async vectors(tenant, key) {
      const record = await recordOf(tenant, key);
      if (!record?.vectors) return [];
      const [data] = (await picturesFrom(tenant, key, record, vectorsAt(record), Infinity)) ?? [];
      return data ? [{ ...record.vectors, data }] : [];
    },
    async touch(tenant, key) {
      let isShort = false;
      const record = await records.update(tenant, key, (current) => {
        isShort = current !== undefined && current.blobsUntil < now() + ttlMs;
        return current && { ...current, blobsUntil: isShort ? now() + blobTtlMs : current.blobsUntil };
      });
      if (record && isShort) {
        await database.blobs.prolong(keysOf(keyOf(CONTEXTS, tenant, [key]), record), blobTtlMs);
      }
      return record !== undefined;
    },
    async delete(tenant, key) {
      // The record last: while it is there, what is left of the blobs can still be found.
      await database.remove(await database.keys(blobPrefix(keyOf(CONTEXTS, tenant, [key]))));
      return await records.delete(tenant, key);
    },
  };
}

interface Writing extends CollectionDeps {
  readonly records: Collection<Manifest>;
  readonly blobTtlMs: number;
}

async function write(
  { records, blobTtlMs, database, now }: Writing,
  context: NewVideoContext,
): Promise<ContextKey> {
  const key = keyOfNew(context);
  const owner = keyOf(CONTEXTS, context.tenant, [key]);
  const pictures = picturesOf(context);
  const record = { ...manifestOf(context, pictures), createdAt: now(), blobsUntil: now() + blobTtlMs };
  // The record first: a sweep deletes blobs that have none.
  const bytes = pictures.reduce((sum, { length }) => sum + length, 0);
  await records.put(context.tenant, key, record, bytes);
  await database.blobs.write(zip(keysOf(owner, record), pictures), blobTtlMs);
  // Another write may have come in between: only the blobs of the record that stands are kept.
  const standing = (await records.get(context.tenant, key))?.value.set ?? "";
  const blobs = await database.keys(blobPrefix(owner));
  await database.remove(blobs.filter((blob) => !blob.startsWith(pictureSet(owner, standing))));
  return key;
}

function keyOfNew(context: NewVideoContext): ContextKey {
  const whole = contextKey(identityOf(context));
  return context.part === undefined ? whole : partKey(whole, context.part);
}

/** The vectors come last. */
function picturesOf({ opening, summary, vectors }: NewVideoContext): Buffer[] {
  const frames = (opening?.frames ?? []).map(({ jpeg }) => jpeg);
  const stills = stillsOf(summary).map(({ jpeg }) => jpeg);
  return [...frames, ...stills, ...(vectors ? [vectors.data] : [])];
}

function vectorsAt({ pictures, vectors }: Manifest): number {
  return vectors ? pictures.length - 1 : pictures.length;
}

function manifestOf(
  { pipelineVersion, options, range, opening, summary, cuts, page, vectors }: NewVideoContext,
  pictures: readonly Buffer[],
): Omit<Manifest, "createdAt" | "blobsUntil"> {
  const { segments, warnings, shown, findings, activity, ...rest } = withoutPictures(summary);
  return {
    sha256: summary.video.sha256,
    pipelineVersion,
    options,
    range,
    opening: opening && {
      ...{ system: opening.system, question: opening.question, reply: opening.reply },
      cues: [...opening.cues],
    },
    frames: (opening?.frames ?? []).map(({ jpeg: _, ...facts }) => facts),
    summary: {
      ...rest,
      cues: [...rest.cues],
      parts: [...rest.parts],
      chapters: [...rest.chapters],
      ...(shown && { shown: [...shown] }),
      ...(findings && { findings: findings.map(storedFinding) }),
      ...(activity && { activity: { ...activity, values: [...activity.values] } }),
      segments: segments.map((segment) => ({ ...segment, quotes: [...segment.quotes] })),
      remarks: warnings.map(storedWarning),
    },
    cuts: [...cuts],
    page: page && { ...page, chapters: [...page.chapters], captions: [...page.captions] },
    ...(vectors && { vectors: { model: vectors.model, timestamps: [...vectors.timestamps] } }),
    set: randomUUID(),
    pictures: pictures.map(sumOf),
  };
}

function contextFrom(tenant: string, key: ContextKey, record: Manifest, jpegs: Buffer[]): VideoContext {
  const opening = record.opening && { ...record.opening, frames: withJpegs(record.frames, jpegs) };
  return { ...describedIn(tenant, key, record), opening };
}

function describedIn(tenant: string, key: ContextKey, record: Manifest): Omit<VideoContext, "opening"> {
  const {
    set: _set,
    pictures: _pictures,
    blobsUntil: _until,
    opening: _,
    frames: _frames,
    vectors: _vectors,
    ...facts
  } = record;
  const { promptVersion, video } = record.summary;
  return { ...facts, summary: fromRecord(record.summary), tenant, key, promptVersion, video };
}

function summaryFrom({ summary }: Manifest, jpegs: Buffer[]): Summary {
  const { findings, ...rest } = fromRecord(summary);
  const stills = withJpegs(stillsOf(summary), jpegs);
  const segments = summary.segments.flatMap((segment, i) => {
    const still = stills[i];
    return still ? [{ ...segment, still }] : [];
  });
  let next = summary.segments.length;
  const found = findings?.map(({ still: facts, ...finding }) => {
    const still = facts && stills[next++];
    return { ...finding, ...(still && { still }) };
  });
  return { ...rest, segments, ...(found && { findings: found }) };
}

function withJpegs<T>(facts: readonly T[], jpegs: readonly Buffer[]): (T & { jpeg: Buffer })[] {
  return facts.flatMap((fact, i) => {
    const jpeg = jpegs[i];
    return jpeg ? [{ ...fact, jpeg }] : [];
  });
}
