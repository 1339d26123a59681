import type { MessageRef } from "../../../src/chat/thread.ts";
import type { ShareFiles } from "../files/share-files.ts";
import { guessLocale } from "../guess-locale.ts";
import { type BlocksPart, inTens, type Part } from "../render/parts.ts";
import type { Location, PartTag, SlackApi } from "../web/api.ts";
import type { PostOnce } from "./post-once.ts";
import type { SendBlocks } from "./send-blocks.ts";
import type { Send } from "./send-fitting.ts";

const MOST_FURTHER = 1000;

interface PostPartOptions {
  readonly api: Pick<SlackApi, "update">;
  readonly postOnce: PostOnce;
  readonly shareFiles: ShareFiles;
  readonly sendBlocks: SendBlocks;
}

export type PostPart = ReturnType<typeof createPostPart>;

export function createPostPart({ api, postOnce, shareFiles, sendBlocks }: PostPartOptions) {
  const sendWhole = async (
    location: Location,
    part: BlocksPart,
    tag: PartTag,
    send: Send,
  ): Promise<string> => {
    // Further messages of this part get numbers between this part's and the next one's.
    let further = 0;
    const nextTag = (): PartTag => {
      further += 1;
      return { key: tag.key, part: tag.part + further / MOST_FURTHER };
    };
    const more: Send = (wording) => postOnce(location, wording, nextTag());
    const { ts, left } = await sendBlocks(part, { send, more });
    if (part.isInterim) return ts;
    for (const files of inTens(left, guessLocale(part.fallback)))
      await shareFiles(location, files, nextTag());
    return ts;
  };

  return {
    post: (location: Location, part: Part, tag: PartTag): Promise<MessageRef> =>
      part.kind === "files"
        ? shareFiles(location, part, tag)
        : sendWhole(location, part, tag, (wording) => postOnce(location, wording, tag)),

    /** Into the message with this timestamp. */
    async update(location: Location, ts: string, part: BlocksPart, tag: PartTag): Promise<void> {
      await sendWhole(location, part, tag, async (wording) => {
        await api.update(location.channel, ts, wording);
        return ts;
      });
    },
  };
}
