import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Clock } from "../clock.ts";
import type { PartTag, Place, SlackApi, Wording } from "../web/api.ts";
import { isRefusal, readFailure } from "../web/failure.ts";
import { type BlocksPart, inTens, type Part } from "./parts.ts";
import type { PostedParts } from "./posted-parts.ts";
import { fileRef, timestampOf } from "./ref.ts";
import type { Send, SendBlocks } from "./send-blocks.ts";
import type { Paced } from "./turns.ts";

const LOST_ANSWERS = 3;

/** A message that cannot be changed any more: somebody deleted it, or the workspace allows no late edits. */
const UNCHANGEABLE = ["message_not_found", "cant_update_message", "edit_window_closed"];

interface PostPartOptions {
  readonly api: SlackApi;
  readonly clock: Clock;
  readonly paced: Paced;
  readonly sendBlocks: SendBlocks;
  readonly postedParts: PostedParts;
}

export type PostPart = ReturnType<typeof createPostPart>;

export function createPostPart({ api, clock, paced, sendBlocks, postedParts }: PostPartOptions) {
  /** Posts, and where the answer was lost looks whether the post arrived before it tries again. */
  const postSurely = async (place: Place, wording: Wording, tag: PartTag): Promise<string> => {
    for (let lost = 0; ; lost += 1) {
      try {
        return await paced(place.channel, () => api.post(place, wording, tag));
      } catch (error) {
        if (readFailure(error)?.kind !== "network" || lost === LOST_ANSWERS) throw error;
        await clock.wait(1000 * 2 ** lost);
        const found = (await postedParts({ place, key: tag.key, parts: [] })).get(tag.part);
        if (found !== undefined) return found;
      }
    }
  };

  const share = async (place: Place, files: readonly OutgoingFile[]): Promise<MessageRef> => {
    const [first = ""] = await paced(place.channel, () => api.share(place, files));
    return fileRef(first);
  };

  const sendWhole = async (place: Place, part: BlocksPart, send: Send): Promise<string> => {
    const { ts, left } = await sendBlocks(part, send);
    for (const { files } of inTens(left)) await share(place, files);
    return ts;
  };

  const post = (place: Place, part: Part, tag: PartTag): Promise<MessageRef> =>
    part.kind === "files"
      ? share(place, part.files)
      : sendWhole(place, part, (wording) => postSurely(place, wording, tag));

  const change = async (place: Place, ts: string, part: BlocksPart): Promise<void> => {
    await sendWhole(place, part, async (wording) => {
      await api.update(place.channel, ts, wording);
      return ts;
    });
  };

  return {
    post,
    change,
    /** Into an earlier message of ours, or as a new one where that cannot be changed. */
    async replace(place: Place, ref: MessageRef, part: Part, tag: PartTag): Promise<MessageRef> {
      if (part.kind === "files") return post(place, part, tag);
      try {
        await change(place, timestampOf(ref), part);
        return ref;
      } catch (error) {
        if (!UNCHANGEABLE.some((reason) => isRefusal(error, reason))) throw error;
        return post(place, part, tag);
      }
    },
    async remove(place: Place, ref: MessageRef): Promise<void> {
      try {
        await api.remove(place.channel, timestampOf(ref));
      } catch (error) {
        if (!isRefusal(error, "message_not_found")) throw error;
      }
    },
  };
}
