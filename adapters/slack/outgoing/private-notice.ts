import { type Asides, isRemark } from "../../../src/chat/ephemeral.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import type { Logger } from "../../../src/logger.ts";
import { blocksOf, partsOf } from "../render/parts.ts";
import type { Place, SlackApi } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";

interface SayAsideOptions {
  readonly api: Pick<SlackApi, "whisper">;
  readonly asides: Asides;
  readonly logger: Logger;
}

/** Says a remark to whoever pressed a button alone. Null where it is for all, or could not be said so. */
export type SayAside = (
  thread: ThreadId,
  place: Place,
  message: OutgoingMessage,
) => Promise<MessageRef | null>;

export function createSayAside({ api, asides, logger }: SayAsideOptions): SayAside {
  return async (thread, place, message) => {
    const user = isRemark(message) ? asides.listenerIn(thread) : null;
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
