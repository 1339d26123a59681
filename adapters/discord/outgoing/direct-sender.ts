import { LRUCache } from "lru-cache";
import { refusalOf } from "../errors.ts";
import type { Sender } from "./sender.ts";

const CHANNELS = 1000;
/** Milliseconds; they may share a server by then. */
const REMEMBERED = 60 * 60 * 1000;

/**
 * Sends to a person alone. Discord may not let the bot write to one who has installed it for themselves and shares no server with it;
 * then their commands take its messages, as where it is a guest.
 */
export function createDirectSender(sender: Sender, guestSender: Sender): Sender {
  const refused = new LRUCache<string, true>({ max: CHANNELS, ttl: REMEMBERED });
  return {
    ...sender,
    async create(target, part, nonce) {
      if (!refused.has(target.target)) {
        try {
          return await sender.create(target, part, nonce);
        } catch (error) {
          if (refusalOf(error) !== "no-direct") throw error;
          refused.set(target.target, true);
        }
      }
      return guestSender.create(target, part, nonce);
    },
  };
}
