import type { MessageRef } from "../../../src/chat/thread.ts";
import { guessLocale } from "../guess-locale.ts";
import type { PartTag, Place, SlackApi } from "../web/api.ts";
import { isRefusal } from "../web/failure.ts";
import type { EditPace } from "./edit-pace.ts";
import { type BlocksPart, inTens, type Part } from "./parts.ts";
import type { PostSurely } from "./post-surely.ts";
import { timestampOf } from "./ref.ts";
import type { SendBlocks } from "./send-blocks.ts";
import type { Send } from "./send-fitting.ts";
import type { ShareFiles } from "./share-files.ts";

/** A message that cannot be changed any more: somebody deleted it, or the workspace allows no late edits. */
const UNCHANGEABLE = ["message_not_found", "cant_update_message", "edit_window_closed"];

const MOST_FURTHER = 1000;

interface PostPartOptions {
  readonly api: Pick<SlackApi, "update" | "remove">;
  readonly editPace: EditPace;
  readonly postSurely: PostSurely;
  readonly shareFiles: ShareFiles;
  readonly sendBlocks: SendBlocks;
}

export type PostPart = ReturnType<typeof createPostPart>;

export function createPostPart({ api, editPace, postSurely, shareFiles, sendBlocks }: PostPartOptions) {
  const sendWhole = async (place: Place, part: BlocksPart, tag: PartTag, send: Send): Promise<string> => {
    // What it leads to in further messages has numbers of its own, between this part's and the next one's.
    let further = 0;
    const nextTag = (): PartTag => {
      further += 1;
      return { key: tag.key, part: tag.part + further / MOST_FURTHER };
    };
    const more: Send = (wording) => postSurely(place, wording, nextTag());
    const { ts, left } = await sendBlocks(part, { send, more });
    for (const files of inTens(left, guessLocale(part.fallback))) await shareFiles(place, files, nextTag());
    return ts;
  };

  const post = (place: Place, part: Part, tag: PartTag): Promise<MessageRef> =>
    part.kind === "files"
      ? shareFiles(place, part, tag)
      : sendWhole(place, part, tag, (wording) => postSurely(place, wording, tag));

  const change = async (place: Place, ts: string, part: BlocksPart, tag: PartTag): Promise<void> => {
    await sendWhole(place, part, tag, async (wording) => {
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
        await editPace.run(
          () => true,
          () => change(place, timestampOf(ref), part, tag),
        );
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
