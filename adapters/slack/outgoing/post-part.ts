import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Clock } from "../clock.ts";
import type { PartTag, Place, SlackApi, Wording } from "../web/api.ts";
import { readFailure } from "../web/failure.ts";
import { type BlocksPart, inTens, type Part } from "./parts.ts";
import type { PostedParts } from "./posted-parts.ts";
import { fileRef } from "./ref.ts";
import type { Send, SendBlocks } from "./send-blocks.ts";
import type { Paced } from "./turns.ts";

const LOST_ANSWERS = 3;

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

  return {
    post: (place: Place, part: Part, tag: PartTag): Promise<MessageRef> =>
      part.kind === "files"
        ? share(place, part.files)
        : sendWhole(place, part, (wording) => postSurely(place, wording, tag)),

    async change(place: Place, ts: string, part: BlocksPart): Promise<void> {
      await sendWhole(place, part, async (wording) => {
        await api.update(place.channel, ts, wording);
        return ts;
      });
    },
  };
}
