import { LRUCache } from "lru-cache";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { parseThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import type { ErrorCode } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure } from "../errors.ts";

import { context, section } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import { isDirect, type SlackApi } from "../web/api.ts";
import type { Paced } from "./rates.ts";

const MAX_REMEMBERED = 2000;

interface Requester {
  readonly user: string;
  readonly locale: string;
  /** The message they asked with, by its timestamp. */
  readonly message: string;
}

/** Who asked last in a thread, for telling them elsewhere once the thread itself is closed. In memory: a restart forgets it. */
export interface Requesters {
  note(thread: ThreadId, requester: Requester): void;
  /** Each person is told once, so this forgets the requester. */
  take(thread: ThreadId): Requester | undefined;
  /** A person who removes their question does not wait for its answer. */
  removed(thread: ThreadId, message: string): void;
}

export function createRequesters(): Requesters {
  const known = new LRUCache<ThreadId, Requester>({ max: MAX_REMEMBERED });
  const take = (thread: ThreadId) => {
    const requester = known.get(thread);
    known.delete(thread);
    return requester;
  };
  return {
    note: (thread, requester) => void known.set(thread, requester),
    take,
    removed(thread, message) {
      if (known.get(thread)?.message === message) take(thread);
    },
  };
}

interface TellRequesterOptions {
  readonly api: Pick<SlackApi, "open">;
  readonly requesters: Requesters;
  readonly paced: Paced;
  readonly logger: Logger;
}

/** Tells the person who waits for an answer in a direct message why none comes in the thread. Never throws. */
export type TellRequester = (thread: ThreadId, code: ErrorCode) => Promise<void>;

const CLOSED: readonly ErrorCode[] = ["thread-gone", "thread-locked"];

export function createTellRequester({ api, requesters, paced, logger }: TellRequesterOptions): TellRequester {
  return async (thread, code) => {
    const { channel } = parseThreadId(thread);
    const requester = CLOSED.includes(code) && !isDirect(channel) ? requesters.take(thread) : undefined;
    if (!requester) return;
    const text = toMrkdwn(catalogueFor(requester.locale).slack.closedToMe);
    // Slack takes a person's id for their direct messages, and shows the channel's name to those who may see it.
    const wording = { blocks: [section(text), context(`<#${channel}>`)], text };
    try {
      await paced(requester.user, () => api.open(requester.user, wording));
    } catch (error) {
      logger.info(
        { reason: readFailure(error)?.reason },
        "could not tell a person that their thread is closed",
      );
    }
  };
}
