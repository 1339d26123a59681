import { LRUCache } from "lru-cache";
import { createClaimedKeys } from "../../../src/chat/delivery/claimed-keys.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { TOKEN_LIFE } from "../connection/interactions.ts";
import { refusalOf } from "../errors.ts";
import { FOLLOW_UPS } from "../limits.ts";
import { threadIdOf } from "../location.ts";
import { EMPTY_PART } from "../render/part.ts";
import { payloadOf } from "../rest/api.ts";
import type { Requesters } from "./requesters.ts";
import type { SenderOptions, Target } from "./sender.ts";

export interface GuestOptions extends SenderOptions {
  readonly requesters: Requesters;
  /** The newest interaction of a place that another process has heard. Does not reject. */
  readonly heardElsewhere: (thread: ThreadId) => Promise<Way | null>;
  readonly now: () => number;
}

/** Of an interaction; with it alone can its messages be changed. */
export interface Way {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** The interactions by which something can still be said or changed where the bot is a guest. */
export interface GuestWays {
  /** The newest interaction of the place; null where it takes nothing more. */
  open(target: Target): Promise<Way | null>;
  /** It has taken a message that is not changed. */
  count(token: string): void;
  /** It has taken a message. */
  used(way: Way, message: MessageRef): void;
  /** It has taken its last one. */
  close(way: Way): void;
  /** The message is one of it, though none that counts. */
  keep(way: Way, message: MessageRef): void;
  /** Null where the message can be changed no more. */
  of(target: Target, message: MessageRef): Promise<Way | null>;
  /** True once for each interaction of the place. */
  isFirstDirect(target: Target): boolean;
  /** In a message's last minute, says that the rest comes another way. Never rejects. */
  sayFarewell(target: Target, message: MessageRef): Promise<void>;
}

const REMEMBERED = 5000;
/** Discord takes a token for a minute more than we count on. */
const LAST_MINUTE = 60 * 1000;

export function createGuestWays(options: GuestOptions): GuestWays {
  const { api, requesters, heardElsewhere, words, now, logger } = options;
  const messages = new LRUCache<MessageRef, Way>({ max: REMEMBERED });
  const followUps = new LRUCache<string, number>({ max: REMEMBERED });
  const told = createClaimedKeys({ most: REMEMBERED, now });
  const age = ({ askedAt }: Way) => now() - askedAt;
  const usedOf = (token: string) => followUps.get(token) ?? 0;
  const count = (token: string) => void followUps.set(token, usedOf(token) + 1);
  const alive = (way: Way | null) => (way && age(way) < TOKEN_LIFE ? way : null);
  const newest = async (target: Target) => {
    const thread = threadIdOf(target);
    const { token, askedAt = 0 } = requesters.get(thread) ?? {};
    return alive(token === undefined ? await heardElsewhere(thread) : { token, askedAt });
  };
  return {
    async open(target) {
      const way = await newest(target);
      return way && usedOf(way.token) < FOLLOW_UPS ? way : null;
    },
    count,
    used(way, message) {
      messages.set(message, way);
      count(way.token);
    },
    close: ({ token }) => void followUps.set(token, FOLLOW_UPS),
    keep: (way, message) => void messages.set(message, way),
    // Of a message that another process has sent, the newest interaction is likely to be the one.
    of: async (target, message) => alive(messages.get(message) ?? null) ?? (await newest(target)),
    isFirstDirect(target) {
      const thread = threadIdOf(target);
      return told.claim(`${thread} ${requesters.get(thread)?.askedAt}`);
    },
    async sayFarewell(target, message) {
      const way = messages.get(message);
      if (!way || age(way) >= TOKEN_LIFE + LAST_MINUTE) return;
      messages.delete(message);
      const content = words(target).discord.goesOnDirectly;
      await api
        .editReply(way.token, message, payloadOf({ ...EMPTY_PART, content }))
        .catch((error: unknown) => logger.debug({ err: error }, "a message keeps its last state"));
    },
  };
}

/** The interaction takes nothing more, even if it should. */
export function isOver(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === "token-over" || refusal === "follow-ups-over";
}
