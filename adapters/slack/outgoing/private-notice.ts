import { type Ephemeral, isRemark } from "../../../src/chat/ephemeral.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import { blocksOf, partsOf } from "../render/parts.ts";
import type { Place, SlackApi } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";

interface PrivateNoticeOptions {
  readonly api: Pick<SlackApi, "whisper">;
  readonly ephemeral: Ephemeral;
  readonly logger: Logger;
}

/** Says a remark to whoever pressed a button alone. Null where it is for all, or could not be said so. */
export type PrivateNotice = (
  thread: ThreadId,
  place: Place,
  message: OutgoingMessage,
) => Promise<MessageRef | null>;

export function createPrivateNotice({ api, ephemeral, logger }: PrivateNoticeOptions): PrivateNotice {
  return async (thread, place, message) => {
    const user = isRemark(message) ? ephemeral.listenerIn(thread) : null;
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
