import { LRUCache } from "lru-cache";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import { TOKEN_LIFE } from "../connection/interactions.ts";
import { type Location, threadIdOf } from "../location.ts";
import { namesOf, type Permission } from "../permissions.ts";
import { EMPTY_PART } from "../render/part.ts";
import { type Api, freshNonce, payloadOf } from "../rest/api.ts";

const PEOPLE = 10_000;
const THREADS = 10_000;

/** Who asked for something in a thread last, and how to reach them elsewhere. */
interface Requester {
  readonly user: string;
  readonly locale: string;
  /** Of their interaction, where there was one; it needs no permission in the channel. */
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

export type Requesters = Pick<LRUCache<ThreadId, Requester>, "get" | "set">;

export function createRequesters(): Requesters {
  return new LRUCache({ max: THREADS });
}

/** In which language to speak, as far as people have shown it: only interactions tell a person's own. */
export interface Locales {
  heard(author: string, thread: ThreadId, locale: string): void;
  /** What the adapter itself says there is said in this language. */
  answering(thread: ThreadId, locale: string): void;
  ofPerson(author: string): string | null;
  ofThread(thread: ThreadId): string | null;
}

export function createLocales(): Locales {
  const people = new LRUCache<string, string>({ max: PEOPLE });
  const threads = new LRUCache<ThreadId, string>({ max: THREADS });
  return {
    heard(author, thread, locale) {
      people.set(author, locale);
      threads.set(thread, locale);
    },
    answering: (thread, locale) => void threads.set(thread, locale),
    ofPerson: (author) => people.get(author) ?? null,
    ofThread: (thread) => threads.get(thread) ?? null,
  };
}

interface TellRequesterOptions {
  readonly api: Api;
  readonly requesters: Requesters;
  readonly logger: Logger;
  readonly now: () => number;
}

type Target = Pick<Location, "tenant" | "channel" | "target">;

/** Tells the requester why no answer can be posted in their thread. Never rejects. */
export type TellRequester = (target: Target, lacking: readonly Permission[]) => Promise<void>;

/** With the interaction's token while it is valid, else in a direct message. */
export function createTellRequester({ api, requesters, logger, now }: TellRequesterOptions): TellRequester {
  return async (target, lacking) => {
    const requester = requesters.get(threadIdOf(target));
    if (!requester) return;
    const { user, token, askedAt, locale } = requester;
    const words = catalogueFor(locale);
    const names = namesOf(lacking.length > 0 ? lacking : usualIn(target), words);
    const content = words.discord.permissionsMissing(`<#${target.target}>`, names);
    const payload = payloadOf({ ...EMPTY_PART, content });
    try {
      if (token && now() - askedAt < TOKEN_LIFE && (await isHeard(api.whisper(token, payload)))) return;
      await api.create(await api.direct(user), payload, freshNonce());
    } catch (error) {
      logger.debug({ err: error }, "a person could not be told in private");
    }
  };
}

function isHeard(saying: Promise<unknown>): Promise<boolean> {
  return saying.then(
    () => true,
    () => false,
  );
}

/** What the bot needs to post there, where Discord has not said which of it is missing. */
function usualIn({ channel, target }: Target): readonly Permission[] {
  return ["ViewChannel", channel === target ? "SendMessages" : "SendMessagesInThreads"];
}
