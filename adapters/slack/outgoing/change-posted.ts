import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import { isRefusal, readFailure } from "../errors.ts";
import type { BlocksPart, Part } from "../render/parts.ts";
import { type Location, type PartTag, type SlackApi, timestampOf } from "../web/api.ts";
import type { PostPart } from "./post-part.ts";
import type { EditPace } from "./rates.ts";

const MAX_REMEMBERED = 1000;

interface ChangePostedOptions {
  readonly api: Pick<SlackApi, "remove">;
  readonly editPace: EditPace;
  readonly postPart: PostPart;
  readonly logger: Logger;
}

export type ChangePosted = ReturnType<typeof createChangePosted>;

/** Changes messages of ours. Where Slack no longer lets one be changed, a new one replaces it. */
export function createChangePosted({ api, editPace, postPart, logger }: ChangePostedOptions) {
  /** The message that people see now instead of another; null where a person has removed it. */
  const successors = new LRUCache<string, { readonly ref: MessageRef | null }>({ max: MAX_REMEMBERED });
  const keyOf = ({ channel }: Location, ref: MessageRef) => `${channel}:${ref}`;
  const current = (location: Location, ref: MessageRef) => {
    const successor = successors.get(keyOf(location, ref));
    return successor ? successor.ref : ref;
  };
  const note = (location: Location, ref: MessageRef, successor: MessageRef | null) => {
    successors.set(keyOf(location, ref), { ref: successor });
  };

  const remove = async (location: Location, ref: MessageRef) => {
    const seen = current(location, ref);
    if (seen === null) return;
    try {
      await api.remove(location.channel, timestampOf(seen));
    } catch (error) {
      if (!isRefusal(error, "message_not_found")) throw error;
    }
  };

  /** Its buttons no longer do anything. Where the message cannot be removed, pressing them says so. */
  const takeBack = async (location: Location, ref: MessageRef) => {
    try {
      await api.remove(location.channel, timestampOf(ref));
    } catch (error) {
      logger.info({ reason: readFailure(error)?.reason }, "a message that cannot be changed stays");
    }
  };

  return {
    remove,

    /** False where a person has removed the message. */
    async change(location: Location, ref: MessageRef, part: BlocksPart): Promise<boolean> {
      const seen = current(location, ref);
      if (seen === null) return false;
      const tag = { key: randomUUID(), part: 0 };
      try {
        await postPart.update(location, timestampOf(seen), part, tag);
      } catch (error) {
        if (isRefusal(error, "message_not_found")) {
          note(location, ref, null);
          logger.info({ channel: location.channel }, "a message that was to be changed has been removed");
          return false;
        }
        if (!isFrozen(error)) throw error;
        note(location, ref, await postPart.post(location, part, tag));
        await takeBack(location, seen);
      }
      return true;
    },

    /** Into an earlier message of ours, or as a new one where that cannot be changed. */
    async replace(location: Location, ref: MessageRef, part: Part, tag: PartTag): Promise<MessageRef> {
      const seen = current(location, ref);
      if (part.kind === "files" || seen === null) return postPart.post(location, part, tag);
      const update = () => postPart.update(location, timestampOf(seen), part, tag);
      try {
        await editPace.run(() => true, update);
        return seen;
      } catch (error) {
        const mustStay = isFrozen(error);
        if (!mustStay && !isRefusal(error, "message_not_found")) throw error;
        const posted = await postPart.post(location, part, tag);
        if (mustStay) await takeBack(location, seen);
        return posted;
      }
    },
  };
}

/** The workspace lets messages be changed for some time only, or never. */
function isFrozen(error: unknown): boolean {
  return isRefusal(error, "edit_window_closed") || isRefusal(error, "cant_update_message");
}
