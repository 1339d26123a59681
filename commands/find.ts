import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { parseThreadId } from "../src/chat/thread-id.ts";
import { CuepointError } from "../src/errors.ts";
import { createIndexCache } from "../src/search/index-cache.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { momentCardOf } from "./shared/find/moment-card.ts";
import { searchMoments } from "./shared/find/search-moments.ts";
import { asCovered, shrinkBy } from "./shared/video-message.ts";

/** Characters; more words would only take time. */
const LONGEST = 500;
/** A hundred channels of ordinary size, or the largest ones in turn. */
const INDEX_BYTES = 128 * 1024 * 1024;
/** What has been deleted is out of memory after so long at the latest, also where no one searches there again. */
const IDLE_MS = 10 * 60_000;

/** Finds moments by words in the videos that people may see where they ask. */
export function createFind(deps: CommandDeps): CommandDefinition {
  const indexes = createIndexCache({ maxBytes: INDEX_BYTES, idleMs: IDLE_MS });
  return {
    name: "find",
    description: inEveryLanguage(({ commands }) => commands.find.description),
    needsVideo: false,
    hasFiles: true,
    readsWords: true,
    isJob: false,
    options: [
      {
        name: "words",
        type: "string",
        required: true,
        positional: true,
        takesRest: true,
        description: inEveryLanguage(({ commands }) => commands.find.words),
        example: "whiteboard budget",
      },
    ],
    async run({ event, thread, signal }) {
      const words = String(event.options.words ?? "")
        .trim()
        .slice(0, LONGEST);
      if (words === "") throw new CuepointError("usage", { what: "no-words" });
      const catalogue = catalogueFor(event.locale);
      const { moments, searched } = await searchMoments(
        { ...deps, indexes },
        { thread: event.thread, words },
        signal,
      );
      signal.throwIfAborted();
      await deps.store.foundLists.put(
        event.thread,
        moments.map(({ contextKey, start }) => ({ contextKey, start })),
      );
      if (moments.length === 0) {
        const { nothing, noVideos } = catalogue.find;
        await thread.post({ kind: "notice", text: searched === 0 ? noVideos : nothing(searched) });
        return;
      }
      const videos = new Set(moments.map(({ sha256 }) => sha256)).size;
      const isAlone = parseThreadId(event.thread).platform === "terminal";
      const { found, foundPlainly } = catalogue.find;
      const shown = { catalogue, shrink: shrinkBy(deps, signal) };
      const message: OutgoingMessage = {
        kind: "answer",
        text: (isAlone ? foundPlainly : found)(moments.length, videos),
        cards: moments.map((moment, i) => momentCardOf(moment, i + 1, shown)),
      };
      await thread.post(moments.reduce((covered, { source }) => asCovered(covered, source), message));
    },
  };
}
