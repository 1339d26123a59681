import type { Logger } from "../../../src/logger.ts";
import type { SlackApi, Wording } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";

/** Answers the person who typed a command, and only them. */
export type Answer = (wording: Wording) => Promise<void>;

interface AnswerOptions {
  readonly api: Pick<SlackApi, "whisper">;
  readonly channel: string;
  readonly user: string;
  readonly respond: (message: {
    response_type: "ephemeral";
    blocks: Wording["blocks"][number][];
    text: string;
  }) => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * By the address that came with the command, which needs no membership and does not live long; else as the bot. The
 * command has been heard in any case: Slack would tell the person that it failed, and nothing comes of asking again.
 */
export function createAnswer({ api, channel, user, respond, logger }: AnswerOptions): Answer {
  return async (wording) => {
    try {
      await respond({ response_type: "ephemeral", blocks: [...wording.blocks], text: wording.text });
      return;
    } catch (error) {
      logger.info({ reason: (error as Error).message }, "the answer to a command was not taken");
    }
    try {
      await api.whisper({ channel }, user, wording);
    } catch (error) {
      logger.warn({ reason: readFailure(error)?.reason }, "a command could not be answered");
    }
  };
}
