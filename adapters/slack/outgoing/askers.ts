import { LRUCache } from "lru-cache";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { parseThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure } from "../errors.ts";
import { isDirect } from "../incoming/access.ts";
import { context, section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import type { SlackApi } from "../web/api.ts";
import type { Paced } from "./rates.ts";

const MAX_REMEMBERED = 2000;

interface Asker {
  readonly user: string;
  readonly locale: string;
  /** The message they asked with, by its timestamp. */
  readonly message: string;
}

/** Who asked last in a thread, for telling them elsewhere once the thread itself is closed. In memory: a restart forgets it. */
export interface Askers {
  note(thread: ThreadId, asker: Asker): void;
  /** Each person is told once, so this forgets the asker. */
  take(thread: ThreadId): Asker | undefined;
  /** A person who removes their question does not wait for its answer. */
  removed(thread: ThreadId, message: string): void;
}

export function createAskers(): Askers {
  const known = new LRUCache<ThreadId, Asker>({ max: MAX_REMEMBERED });
  const take = (thread: ThreadId) => {
    const asker = known.get(thread);
    known.delete(thread);
    return asker;
  };
  return {
    note: (thread, asker) => void known.set(thread, asker),
    take,
    removed(thread, message) {
      if (known.get(thread)?.message === message) take(thread);
    },
  };
}

interface TellAskerOptions {
  readonly api: Pick<SlackApi, "open">;
  readonly askers: Askers;
  readonly paced: Paced;
  readonly logger: Logger;
}

/** Tells the person who waits for an answer in a direct message why none comes in the thread. Never throws. */
export type TellAsker = (thread: ThreadId, code: ErrorCode) => Promise<void>;

const CLOSED: readonly ErrorCode[] = ["thread-gone", "thread-locked"];

export function createTellAsker({ api, askers, paced, logger }: TellAskerOptions): TellAsker {
  return async (thread, code) => {
    const { channel } = parseThreadId(thread);
    const asker = CLOSED.includes(code) && !isDirect(channel) ? askers.take(thread) : undefined;
    if (!asker) return;
    const text = toMrkdwn(catalogueFor(asker.locale).slack.closedToMe);
    // Slack takes a person's id for their direct messages, and shows the channel's name to those who may see it.
    const wording = { blocks: [section(text), context(`<#${channel}>`)], text };
    try {
      await paced(asker.user, () => api.open(asker.user, wording));
    } catch (error) {
      logger.info(
        { reason: readFailure(error)?.reason },
        "could not tell a person that their thread is closed",
      );
    }
  };
}
