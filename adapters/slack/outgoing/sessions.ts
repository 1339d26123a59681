import { createKeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { Logger } from "../../../src/logger.ts";
import { isRefusedToApp, readFailure } from "../errors.ts";
import { keyOf, type Location, type SlackApi } from "../web/api.ts";

interface SessionsOptions {
  readonly api: Pick<SlackApi, "setSessionStatus">;
  readonly logger: Logger;
}

/** Slack's own sign that the bot is at work in a thread, with Slack's own Stop button. Nothing here rejects. */
export interface Sessions {
  /** Once for each job that begins in the thread, and once when it has ended. */
  showWork(location: Location, isAtWork: boolean): Promise<void>;
  /** Takes back a sign that an earlier process has left, unless a job of this one is at work there. */
  settle(location: Location): Promise<void>;
}

/**
 * A thread has one status, so it shows work until the last of its jobs has ended. An app that is not declared an agent has no
 * such sign: Slack is asked once, and the progress message alone shows the work.
 */
export function createSessions({ api, logger }: SessionsOptions): Sessions {
  const jobs = new Map<string, number>();
  /** Threads that may show work. */
  const marked = new Set<string>();
  const queue = createKeyedQueue();
  let isAgent = true;

  const tell = async (location: Location, status: "active" | "processing") => {
    try {
      await api.setSessionStatus(location, status);
    } catch (error) {
      const failure = readFailure(error);
      // Where only the answer was lost, Slack may still show work.
      if (failure?.kind === "refused") marked.delete(keyOf(location));
      if (isRefusedToApp(error)) isAgent = false;
      logger.info({ reason: failure?.reason }, "could not show in Slack whether the bot is at work");
    }
  };

  /** Several changes that wait for one turn become one call. */
  const bringUpToDate = (location: Location) => {
    const key = keyOf(location);
    return queue(key, async () => {
      const isAtWork = jobs.has(key);
      if (isAtWork === marked.has(key) || (isAtWork && !isAgent)) return;
      if (isAtWork) marked.add(key);
      else marked.delete(key);
      await tell(location, isAtWork ? "processing" : "active");
    });
  };

  return {
    showWork(location, isAtWork) {
      const key = keyOf(location);
      const count = (jobs.get(key) ?? 0) + (isAtWork ? 1 : -1);
      if (count > 0) jobs.set(key, count);
      else jobs.delete(key);
      return bringUpToDate(location);
    },
    settle(location) {
      marked.add(keyOf(location));
      return bringUpToDate(location);
    },
  };
}
