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
  /** The newest interaction of a place that another process received. Does not reject. */
  readonly findSharedToken: (thread: ThreadId) => Promise<InteractionToken | null>;
  readonly now: () => number;
}

/** An interaction's messages can only be changed with its token. */
export interface InteractionToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** The interactions that still let the bot send or change messages where it is a guest. */
export interface GuestInteractions {
  /** The newest interaction of the place; null where it takes nothing more. */
  open(target: Target): Promise<InteractionToken | null>;
  /** It has taken a message that will not be changed. */
  count(token: string): void;
  /** It has taken a message. */
  used(interaction: InteractionToken, message: MessageRef): void;
  /** It has taken its last one. */
  close(interaction: InteractionToken): void;
  /** The message is its reply, which does not count as a follow-up. */
  keep(interaction: InteractionToken, message: MessageRef): void;
  /** The interaction that a message can be changed by; null where there is none any more. */
  of(target: Target, message: MessageRef): Promise<InteractionToken | null>;
  /** True once for each interaction of the place. */
  isFirstDirect(target: Target): boolean;
  /** In the last minute of a message, says in it that the rest comes as a direct message. Never rejects. */
  sayFarewell(target: Target, message: MessageRef): Promise<void>;
}

const REMEMBERED = 5000;
/** Milliseconds. Discord takes a token a minute longer than `TOKEN_LIFE`. */
const LAST_MINUTE = 60 * 1000;

export function createGuestInteractions(options: GuestOptions): GuestInteractions {
  const { api, requesters, findSharedToken, words, now, logger } = options;
  const messages = new LRUCache<MessageRef, InteractionToken>({ max: REMEMBERED });
  const followUps = new LRUCache<string, number>({ max: REMEMBERED });
  const told = createClaimedKeys({ most: REMEMBERED, now });
  const age = ({ askedAt }: InteractionToken) => now() - askedAt;
  const usedOf = (token: string) => followUps.get(token) ?? 0;
  const count = (token: string) => void followUps.set(token, usedOf(token) + 1);
  const alive = (interaction: InteractionToken | null) =>
    interaction && age(interaction) < TOKEN_LIFE ? interaction : null;
  const newest = async (target: Target) => {
    const thread = threadIdOf(target);
    const { token, askedAt = 0 } = requesters.get(thread) ?? {};
    return alive(token === undefined ? await findSharedToken(thread) : { token, askedAt });
  };
  return {
    async open(target) {
      const interaction = await newest(target);
      return interaction && usedOf(interaction.token) < FOLLOW_UPS ? interaction : null;
    },
    count,
    used(interaction, message) {
      messages.set(message, interaction);
      count(interaction.token);
    },
    close: ({ token }) => void followUps.set(token, FOLLOW_UPS),
    keep: (interaction, message) => void messages.set(message, interaction),
    // A message that another process sent most likely belongs to the newest interaction.
    of: async (target, message) => alive(messages.get(message) ?? null) ?? (await newest(target)),
    isFirstDirect(target) {
      const thread = threadIdOf(target);
      return told.claim(`${thread} ${requesters.get(thread)?.askedAt}`);
    },
    async sayFarewell(target, message) {
      const interaction = messages.get(message);
      if (!interaction || age(interaction) >= TOKEN_LIFE + LAST_MINUTE) return;
      messages.delete(message);
      const content = words(target).discord.goesOnDirectly;
      await api
        .editReply(interaction.token, message, payloadOf({ ...EMPTY_PART, content }))
        .catch((error: unknown) => logger.debug({ err: error }, "a message keeps its last state"));
    },
  };
}

/** The interaction takes nothing more, sooner than we expected. */
export function isOver(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal === "token-over" || refusal === "follow-ups-over";
}
