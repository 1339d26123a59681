import { crc32 } from "node:zlib";
import { LRUCache } from "lru-cache";
import { createVideoIndex, type VideoIndex } from "./vocabulary.ts";

interface Listed {
  readonly id: string;
  /** Another one where the video's words may have changed. */
  readonly stamp: number;
}

/** By id; what is absent has no words any more. */
type ReadWords = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Keeps the indexes that were used last, one a place. */
export interface IndexCache {
  /** An index of these videos and no others. */
  indexOf(place: string, listed: readonly Listed[], read: ReadWords): Promise<VideoIndex>;
}

interface Kept {
  readonly index: VideoIndex;
  readonly videos: Map<string, { readonly stamp: number; readonly sum: number }>;
}

/** Videos whose words are read at once: between two such reads others get their turn. */
const AT_ONCE = 50;

export function createIndexCache(options: {
  readonly maxBytes: number;
  readonly idleMs: number;
}): IndexCache {
  const kept = new LRUCache<string, Kept>({
    maxSize: options.maxBytes,
    sizeCalculation: ({ index }) => Math.max(1, index.bytes),
    ttl: options.idleMs,
    ttlAutopurge: true,
    updateAgeOnGet: true,
  });
  const empty = (): Kept => ({ index: createVideoIndex(), videos: new Map() });
  return {
    async indexOf(place, listed, read) {
      const known = kept.get(place);
      const current = known && !hasLost(known, listed) ? known : empty();
      const isUpToDate = await bringUpToDate(current, listed, read);
      const next = isUpToDate ? current : empty();
      if (!isUpToDate) await bringUpToDate(next, listed, read);
      kept.delete(place);
      kept.set(place, next);
      return next.index;
    },
  };
}

/** Words cannot be taken out of an index. */
function hasLost({ videos }: Kept, listed: readonly Listed[]): boolean {
  const ids = new Set(listed.map(({ id }) => id));
  return [...videos.keys()].some((id) => !ids.has(id));
}

/** False where a video's words are no longer those that are in the index. */
async function bringUpToDate(
  { index, videos }: Kept,
  listed: readonly Listed[],
  read: ReadWords,
): Promise<boolean> {
  const changed = listed.filter(({ id, stamp }) => videos.get(id)?.stamp !== stamp);
  for (let at = 0; at < changed.length; at += AT_ONCE) {
    const some = changed.slice(at, at + AT_ONCE);
    const found = await read(some.map(({ id }) => id));
    for (const { id, stamp } of some) {
      const words = found.get(id) ?? "";
      const sum = crc32(words);
      const before = videos.get(id);
      if (before && before.sum !== sum) return false;
      if (!before && words !== "") index.add(id, words);
      videos.set(id, { stamp, sum });
    }
  }
  return true;
}
