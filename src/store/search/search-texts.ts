import type { Logger } from "../../logger.ts";
import { Json } from "../../util/json.ts";
import { CONTEXTS, type Contexts } from "../contexts/contexts.ts";
import type { ContextKey } from "../contexts/video-context.ts";
import type { Database } from "../database/database.ts";
import { blobPrefix, keyOf } from "../key.ts";
import { type SearchedVideo, searchedVideo, searchedVideoOf, wordsOfVideo } from "./searched-video.ts";

/** What is searched of contexts. All methods may throw `store-unavailable`. */
export interface SearchTexts {
  /** By context, the words of its video; a context that is gone has none. */
  words(tenant: string, keys: readonly ContextKey[]): Promise<ReadonlyMap<ContextKey, string>>;
  /** Undefined where the context is gone. */
  video(tenant: string, key: ContextKey): Promise<SearchedVideo | undefined>;
}

interface Deps {
  readonly database: Database;
  readonly logger: Logger;
}

/** Raised with each change of what is written, so that older texts are made anew. */
const VERSION = 1;

/**
 * Promises: beside each context lies what is searched of it, as blobs of the context, which go with it. They are written along with
 * the context so that a search reads a fifth of an hour's words and no pictures. Where they are missing they are made anew from the context.
 */
export function withSearchTexts(
  contexts: Contexts,
  { database, logger }: Deps,
  ttlMs: number,
): { readonly contexts: Contexts; readonly searchTexts: SearchTexts } {
  const write = async (tenant: string, key: ContextKey, video: SearchedVideo) => {
    const words = wordsOfVideo(video);
    const blobs = [
      [blobKey(tenant, key, "words"), Buffer.from(words)],
      [blobKey(tenant, key, "video"), Buffer.from(JSON.stringify(video))],
    ] as const;
    await database.blobs.write(new Map(blobs), ttlMs);
    return words;
  };
  const makeAnew = async (tenant: string, key: ContextKey) => {
    const described = await contexts.described(tenant, key);
    if (!described) return undefined;
    const video = searchedVideoOf(described);
    return { video, words: await write(tenant, key, video) };
  };
  const putting: Contexts = {
    ...contexts,
    async put(context) {
      const key = await contexts.put(context);
      // A part is searched as a stretch of the whole, which is put last.
      if (context.part !== undefined) return key;
      await write(context.tenant, key, searchedVideoOf(context)).catch((error: unknown) =>
        logger.info({ err: error }, "what is searched of a video is written later"),
      );
      return key;
    },
  };
  return {
    contexts: putting,
    searchTexts: {
      async words(tenant, keys) {
        const blobs = await database.blobs.read(keys.map((key) => blobKey(tenant, key, "words")));
        const found = new Map<ContextKey, string>();
        for (const [i, key] of keys.entries()) {
          const words = blobs[i]?.toString() ?? (await makeAnew(tenant, key))?.words;
          if (words !== undefined) found.set(key, words);
        }
        return found;
      },
      async video(tenant, key) {
        const [blob] = await database.blobs.read([blobKey(tenant, key, "video")]);
        const kept = blob && Json.pipe(searchedVideo).safeParse(blob.toString()).data;
        return kept ?? (await makeAnew(tenant, key))?.video;
      },
    },
  };
}

/** As the blobs of a context are named, with the name of ours in place of a write's. */
function blobKey(tenant: string, key: ContextKey, what: "words" | "video"): string {
  return `${blobPrefix(keyOf(CONTEXTS, tenant, [key]))}search-${VERSION}:${what}`;
}
