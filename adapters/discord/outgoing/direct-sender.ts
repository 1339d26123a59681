import { createClaimedKeys } from "../../../src/chat/delivery/claimed-keys.ts";
import { refusalOf } from "../errors.ts";
import type { Sender } from "./sender.ts";

const CHANNELS = 1000;
/** Milliseconds. By then the person may share a server with the bot. */
const REMEMBERED = 60 * 60 * 1000;

interface DirectSenderOptions {
  readonly sender: Sender;
  readonly guestSender: Sender;
  readonly now: () => number;
}

/**
 * Sends direct messages. Discord may not let the bot write to a person who installed it for themselves and shares no server with it.
 * Then its messages go through the person's commands, as they do where it is a guest.
 */
export function createDirectSender({ sender, guestSender, now }: DirectSenderOptions): Sender {
  const refused = createClaimedKeys({ most: CHANNELS, rememberedFor: REMEMBERED, now });
  return {
    ...sender,
    async create(target, part, nonce) {
      if (!refused.has(target.target)) {
        try {
          return await sender.create(target, part, nonce);
        } catch (error) {
          if (refusalOf(error) !== "no-direct") throw error;
          refused.claim(target.target);
        }
      }
      return guestSender.create(target, part, nonce);
    },
  };
}
