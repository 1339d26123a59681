import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import { isRefusal, readFailure } from "../errors.ts";
import type { BlocksPart, Part } from "../render/parts.ts";
import { type PartTag, type Place, type SlackApi, timestampOf } from "../web/api.ts";
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

/** Changes messages of ours. Where Slack lets one be changed no more, a new one stands for it from then on. */
export function createChangePosted({ api, editPace, postPart, logger }: ChangePostedOptions) {
  /** What people see of a message now; null where a person has removed it; it is not changed any more. */
  const successors = new LRUCache<string, { readonly ref: MessageRef | null }>({ max: MAX_REMEMBERED });
  const keyOf = ({ channel }: Place, ref: MessageRef) => `${channel}:${ref}`;
  const current = (place: Place, ref: MessageRef) => {
    const successor = successors.get(keyOf(place, ref));
    return successor ? successor.ref : ref;
  };
  const note = (place: Place, ref: MessageRef, successor: MessageRef | null) => {
    successors.set(keyOf(place, ref), { ref: successor });
  };

  const remove = async (place: Place, ref: MessageRef) => {
    const seen = current(place, ref);
    if (seen === null) return;
    try {
      await api.remove(place.channel, timestampOf(seen));
    } catch (error) {
      if (!isRefusal(error, "message_not_found")) throw error;
    }
  };

  /** Its buttons would go on to promise what is over. Where it must stay, they say so when they are pressed. */
  const takeBack = async (place: Place, ref: MessageRef) => {
    try {
      await api.remove(place.channel, timestampOf(ref));
    } catch (error) {
      logger.info({ reason: readFailure(error)?.reason }, "a message that cannot be changed stays");
    }
  };

  return {
    remove,

    /** False where a person has removed the message. */
    async change(place: Place, ref: MessageRef, part: BlocksPart): Promise<boolean> {
      const seen = current(place, ref);
      if (seen === null) return false;
      const tag = { key: randomUUID(), part: 0 };
      try {
        await postPart.update(place, timestampOf(seen), part, tag);
      } catch (error) {
        if (isRefusal(error, "message_not_found")) {
          note(place, ref, null);
          logger.info({ channel: place.channel }, "a message that was to be changed has been removed");
          return false;
        }
        if (!isFrozen(error)) throw error;
        note(place, ref, await postPart.post(place, part, tag));
        await takeBack(place, seen);
      }
      return true;
    },

    /** Into an earlier message of ours, or as a new one where that cannot be changed. */
    async replace(place: Place, ref: MessageRef, part: Part, tag: PartTag): Promise<MessageRef> {
      const seen = current(place, ref);
      if (part.kind === "files" || seen === null) return postPart.post(place, part, tag);
      const update = () => postPart.update(place, timestampOf(seen), part, tag);
      try {
        await editPace.run(() => true, update);
        return seen;
      } catch (error) {
        const mustStay = isFrozen(error);
        if (!mustStay && !isRefusal(error, "message_not_found")) throw error;
        const posted = await postPart.post(place, part, tag);
        if (mustStay) await takeBack(place, seen);
        return posted;
      }
    },
  };
}

/** The workspace lets messages be changed for some time only, or never. */
function isFrozen(error: unknown): boolean {
  return isRefusal(error, "edit_window_closed") || isRefusal(error, "cant_update_message");
}
