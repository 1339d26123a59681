import { z } from "zod";
import type { GuestTokens, KeptToken } from "../../adapters/discord/outgoing/shared-tokens.ts";
import { tenantOf } from "../chat/thread-id.ts";
import type { Store } from "../store/store.ts";

/** As long as Discord takes them, milliseconds. */
const TTL_MS = 15 * 60 * 1000;

const keptToken = z.object({
  application: z.string(),
  token: z.string(),
  askedAt: z.number(),
}) satisfies z.ZodType<KeptToken>;

/** Kept where all processes of the bot find them. */
export function createGuestTokens({ collection }: Pick<Store, "collection">): GuestTokens {
  const tokens = collection<KeptToken>({
    ...{ kind: "discord-tokens", version: 1, schema: keptToken, ttlMs: TTL_MS },
  });
  return {
    get: async (thread) => (await tokens.get(tenantOf(thread), thread))?.value,
    put: (thread, token) => tokens.put(tenantOf(thread), thread, token),
  };
}
