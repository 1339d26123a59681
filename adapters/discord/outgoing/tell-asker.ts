import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Logger } from "../../../src/logger.ts";
import { TOKEN_LIFE } from "../connection/interactions.ts";
import { type Place, threadIdOf } from "../location.ts";
import { namesOf, type Permission } from "../permissions.ts";
import { EMPTY_PART } from "../render/part.ts";
import type { Api } from "../rest/api.ts";
import type { Askers } from "./askers.ts";
import { freshNonce } from "./nonce.ts";
import { payloadOf } from "./payload.ts";

interface TellAskerOptions {
  readonly api: Api;
  readonly askers: Askers;
  readonly logger: Logger;
  readonly now: () => number;
}

type Target = Pick<Place, "tenant" | "channel" | "target">;

/** Tells the asker why no answer can be posted in their thread. Never rejects. */
export type TellAsker = (target: Target, lacking: readonly Permission[]) => Promise<void>;

/** By the interaction's token while it lives, else in a direct message. */
export function createTellAsker({ api, askers, logger, now }: TellAskerOptions): TellAsker {
  return async (target, lacking) => {
    const asker = askers.get(threadIdOf(target));
    if (!asker) return;
    const { user, token, askedAt, locale } = asker;
    const words = catalogueFor(locale);
    const names = namesOf(lacking.length > 0 ? lacking : usualIn(target), words);
    const content = words.discord.permissionsMissing(`<#${target.target}>`, names);
    const payload = payloadOf({ ...EMPTY_PART, content });
    try {
      if (token && now() - askedAt < TOKEN_LIFE && (await isHeard(api.aside(token, payload)))) return;
      await api.create(await api.direct(user), payload, freshNonce());
    } catch (error) {
      logger.debug({ err: error }, "a person could not be told in private");
    }
  };
}

function isHeard(saying: Promise<unknown>): Promise<boolean> {
  return saying.then(
    () => true,
    () => false,
  );
}

/** What it takes to speak there, where Discord has not said what of it is missing. */
function usualIn({ channel, target }: Target): readonly Permission[] {
  return ["ViewChannel", channel === target ? "SendMessages" : "SendMessagesInThreads"];
}
