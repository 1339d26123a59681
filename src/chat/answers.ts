import type { OutgoingMessage } from "./message.ts";

/**
 * How events can be answered while they are being worked on: by the platform's own reply to a command, or to the one person who
 * pressed a button. A thread that was opened with the event's id finds it here.
 */
export interface Answers<Way> {
  /** Inside `work` the event can be answered this way. What a job says later is for everyone. */
  during<Result>(event: string, way: Way, work: () => Promise<Result>): Promise<Result>;
  /** Null for an event that has another way or none, and after the work. */
  wayOf(event: string | undefined): Way | null;
  /** The same, but only once. */
  take(event: string | undefined): Way | null;
}

export function createAnswers<Way>(): Answers<Way> {
  const ways = new Map<string, Way>();
  const wayOf = (event: string | undefined) => (event === undefined ? null : (ways.get(event) ?? null));
  return {
    async during(event, way, work) {
      ways.set(event, way);
      try {
        return await work();
      } finally {
        ways.delete(event);
      }
    },
    wayOf,
    take(event) {
      const way = wayOf(event);
      if (event !== undefined) ways.delete(event);
      return way;
    },
  };
}

/** A short reply to what a person did: the others in the thread do not miss it. */
export function isPersonal({ kind, cards = [], files = [], actions = [] }: OutgoingMessage): boolean {
  const hasMore = cards.length + files.length + actions.length > 0;
  return (kind === "notice" || kind === "error") && !hasMore;
}
