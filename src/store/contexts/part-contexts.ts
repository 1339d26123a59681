import { joinFindings } from "../../summary/kinds/find-of-kind.ts";
import { segmentsOfParts } from "../../summary/outline/join-parts.ts";
import type { Summary } from "../../summary/summary.ts";
import type { Contexts } from "./contexts.ts";
import { besideKeys, type ContextKey, partKey, type VideoContext } from "./video-context.ts";

type Described = Omit<VideoContext, "opening">;

/** Parts are kept two and more at a time, so that one may be there while those before it are not yet. */
const MOST_MISSING = 8;

/**
 * Promises: a long video's context and those of its parts are one. It has their segments and cues, lives as long as they do, and
 * goes with them; where one of them is missing it reads as absent. Its own record holds neither segments nor cues.
 */
export function withParts(single: Contexts): Contexts {
  const partsOf = async (tenant: string, key: ContextKey): Promise<ContextKey[]> => {
    const parts = (await single.described(tenant, key))?.summary.parts ?? [];
    return parts.map((_, number) => partKey(key, number));
  };
  const described = async (tenant: string, key: ContextKey): Promise<Described | undefined> => {
    const own = await single.described(tenant, key);
    if (!own || own.summary.parts.length === 0) return own;
    const keys = await partsOf(tenant, key);
    const parts = await all(keys, async (part) => (await single.described(tenant, part))?.summary);
    return parts && { ...own, summary: { ...own.summary, ...wordsOf(parts) } };
  };
  return {
    put(context) {
      const { summary } = context;
      const own = summary.parts.length > 0 ? withoutWords(summary) : summary;
      return single.put({ ...context, summary: own });
    },
    async get(tenant, key) {
      const context = await single.get(tenant, key);
      if (!context || context.summary.parts.length === 0) return context;
      const whole = await described(tenant, key);
      return whole && { ...context, summary: whole.summary };
    },
    described,
    async summary(tenant, key) {
      const own = await single.summary(tenant, key);
      if (!own || own.summary.parts.length === 0) return own;
      const keys = await partsOf(tenant, key);
      const parts = await all(keys, async (part) => (await single.summary(tenant, part))?.summary);
      return parts && { ...own, summary: { ...own.summary, ...wordsOf(parts) } };
    },
    async still(tenant, key, segment) {
      const keys = await partsOf(tenant, key);
      if (keys.length === 0) return single.still(tenant, key, segment);
      let position = segment;
      for (const part of keys) {
        const count = (await single.described(tenant, part))?.summary.segments.length;
        if (count === undefined) return undefined;
        if (position < count) return single.still(tenant, part, position);
        position -= count;
      }
      return undefined;
    },
    async vectors(tenant, key) {
      const keys = await partsOf(tenant, key);
      if (keys.length === 0) return single.vectors(tenant, key);
      const found = await Promise.all(keys.map((part) => single.vectors(tenant, part)));
      return found.flat();
    },
    async touch(tenant, key) {
      for (const part of await partsOf(tenant, key)) await single.touch(tenant, part);
      return single.touch(tenant, key);
    },
    async delete(tenant, key) {
      // The whole comes last to be written: of a video whose watching was stopped there are parts alone.
      let missing = 0;
      for (let number = 0; missing < MOST_MISSING; number++) {
        missing = (await single.delete(tenant, partKey(key, number))) ? 0 : missing + 1;
      }
      for (const beside of besideKeys(key)) await single.delete(tenant, beside);
      return single.delete(tenant, key);
    },
  };
}

/** Of all parts; undefined where one is missing. */
async function all<T>(keys: readonly ContextKey[], read: (key: ContextKey) => Promise<T | undefined>) {
  const found: T[] = [];
  for (const key of keys) {
    const one = await read(key);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

type Words = VideoContext["summary"];

function wordsOf<S extends Words["segments"][number], F extends NonNullable<Words["findings"]>[number]>(
  parts: readonly (Pick<Words, "cues" | "kind" | "activity"> & {
    readonly segments: readonly S[];
    readonly findings?: readonly F[];
  })[],
) {
  return {
    segments: segmentsOfParts(parts),
    cues: parts.flatMap(({ cues }) => cues),
    ...joinFindings(parts),
  };
}

function withoutWords({ findings: _, activity: __, ...summary }: Summary): Summary {
  return { ...summary, segments: [], cues: [] };
}
