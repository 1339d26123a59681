import { LRUCache } from "lru-cache";
import type { ThreadId } from "../../../src/chat/thread-id.ts";

const PEOPLE = 10_000;
const THREADS = 10_000;

/** Who asked for something in a thread last, and how to reach them elsewhere. */
interface Asker {
  readonly user: string;
  readonly locale: string;
  /** Of their interaction, where there was one; it needs no permission in the channel. */
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

export type Askers = Pick<LRUCache<ThreadId, Asker>, "get" | "set">;

export function createAskers(): Askers {
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
