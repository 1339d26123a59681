import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ShareFiles } from "../files/share-files.ts";
import { guessLocale } from "../guess-locale.ts";
import { type BlocksPart, inTens, type Part } from "../render/parts.ts";
import type { PartTag, Place, SlackApi } from "../web/api.ts";
import type { PostSurely } from "./post-surely.ts";
import type { SendBlocks } from "./send-blocks.ts";
import type { Send } from "./send-fitting.ts";

const MOST_FURTHER = 1000;

interface PostPartOptions {
  readonly api: Pick<SlackApi, "update">;
  readonly postSurely: PostSurely;
  readonly shareFiles: ShareFiles;
  readonly sendBlocks: SendBlocks;
}

export type PostPart = ReturnType<typeof createPostPart>;

export function createPostPart({ api, postSurely, shareFiles, sendBlocks }: PostPartOptions) {
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

  return {
    post: (place: Place, part: Part, tag: PartTag): Promise<MessageRef> =>
      part.kind === "files"
        ? shareFiles(place, part, tag)
        : sendWhole(place, part, tag, (wording) => postSurely(place, wording, tag)),

    /** Into the message with this timestamp. */
    async update(place: Place, ts: string, part: BlocksPart, tag: PartTag): Promise<void> {
      await sendWhole(place, part, tag, async (wording) => {
        await api.update(place.channel, ts, wording);
        return ts;
      });
    },
  };
}
