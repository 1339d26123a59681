import { type Answers, isPersonal } from "../../../src/chat/answers.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure } from "../errors.ts";
import { blocksOf, partsOf } from "../render/parts.ts";
import type { Place, SlackApi } from "../web/api.ts";

interface PrivateNoticeOptions {
  readonly api: Pick<SlackApi, "whisper">;
  readonly ephemeral: Answers<string>;
  readonly logger: Logger;
}

/** Answers the person alone who pressed a button. Null where the message is for everyone, or Slack did not take it. */
export type PrivateNotice = (
  answering: string | undefined,
  place: Place,
  message: OutgoingMessage,
) => Promise<MessageRef | null>;

export function createPrivateNotice({ api, ephemeral, logger }: PrivateNoticeOptions): PrivateNotice {
  return async (answering, place, message) => {
    const user = isPersonal(message) ? ephemeral.wayOf(answering) : null;
    const [part, ...further] = partsOf(message);
    if (user === null || part?.kind !== "blocks" || further.length > 0) return null;
    try {
      return await api.whisper(place, user, { blocks: blocksOf(part), text: part.fallback });
    } catch (error) {
      logger.info({ reason: readFailure(error)?.reason }, "could not answer a person alone");
      return null;
    }
  };
}
