import type { ThreadId } from "../../src/chat/thread-id.ts";
import { createRecent } from "./recent.ts";

const PEOPLE = 10_000;
const THREADS = 10_000;

/** In which language to speak, as far as people have shown it: only interactions tell a person's own. */
export interface Locales {
  heard(author: string, thread: ThreadId, locale: string): void;
  /** What the adapter itself says there is said in this language. */
  answering(thread: ThreadId, locale: string): void;
  ofPerson(author: string): string | null;
  ofThread(thread: ThreadId): string | null;
}

export function createLocales(): Locales {
  const people = createRecent<string>(PEOPLE);
  const threads = createRecent<string>(THREADS);
  return {
    heard(author, thread, locale) {
      people.set(author, locale);
      threads.set(thread, locale);
    },
    answering: (thread, locale) => threads.set(thread, locale),
    ofPerson: (author) => people.get(author) ?? null,
    ofThread: (thread) => threads.get(thread) ?? null,
  };
}
