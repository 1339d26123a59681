import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Logger } from "../../../src/logger.ts";
import { isRefusedToApp, readFailure } from "../errors.ts";
import type { SlackApi } from "../web/api.ts";

/** Suggests prompts in a person's direct messages. Never rejects. */
export type SuggestPrompts = (channel: string, locale: string) => Promise<void>;

interface SuggestPromptsOptions {
  readonly api: Pick<SlackApi, "suggestPrompts">;
  readonly logger: Logger;
}

/** An app that is not declared an agent has no place for them: Slack is asked once. */
export function createSuggestPrompts({ api, logger }: SuggestPromptsOptions): SuggestPrompts {
  let isAgent = true;
  return async (channel, locale) => {
    if (!isAgent) return;
    const { title, prompts } = catalogueFor(locale).slack.suggested;
    try {
      await api.suggestPrompts(channel, { title, prompts: Object.values(prompts) });
    } catch (error) {
      if (isRefusedToApp(error)) isAgent = false;
      logger.info({ reason: readFailure(error)?.reason }, "could not suggest prompts");
    }
  };
}
