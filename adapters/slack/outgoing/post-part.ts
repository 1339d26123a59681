import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { readFailure, uploadFault } from "../errors.ts";
import { missingSentence, type ShareFiles } from "../files/share-files.ts";
import type { UploadPictures } from "../files/upload-pictures.ts";
import { guessLocale } from "../guess-locale.ts";
import { context } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import { type BlocksPart, inTens, type Part, picturesOf } from "../render/parts.ts";
import type { Piece } from "../render/pieces.ts";
import type { Location, PartTag, SlackApi } from "../web/api.ts";
import type { PostOnce } from "./post-once.ts";
import { isRefusedForm, type Send, type Sends, sendFitting, sendPlain } from "./send-fitting.ts";

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

/** Before a picture that Slack does not take in a block goes out as a file instead. Milliseconds. */
const PICTURE_PAUSES = [1000, 3000];

type Ids = ReadonlyMap<OutgoingFile, string>;
const NONE: Ids = new Map();

interface SendBlocksOptions {
  readonly uploadPictures: UploadPictures;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Sent {
  readonly ts: string;
  /** Pictures that no block shows, to go out as files. */
  readonly left: readonly OutgoingFile[];
}

type SendBlocks = (part: BlocksPart, sends: Sends) => Promise<Sent>;

/** Sends a part with its pictures in place; in plainer forms where Slack refuses that. */
export function createSendBlocks({ uploadPictures, clock, logger }: SendBlocksOptions): SendBlocks {
  /** A line under the message, where pictures are missing. */
  const notesOn = (part: BlocksPart, missing: readonly OutgoingFile[], error: unknown): readonly Piece[] => {
    if (missing.length === 0) return [];
    const { reason, needed } = readFailure(error) ?? {};
    logger.warn({ err: error, reason, needed, pictures: missing.length }, "pictures not uploaded");
    const why = uploadFault(error) ?? "refused";
    const sentence = missingSentence(missing, why, guessLocale(part.fallback));
    return [{ block: context(toMrkdwn(sentence)), spoken: sentence }];
  };

  /** Null where Slack does not take it in this form. */
  const attempt = async (part: BlocksPart, ids: Ids, sends: Sends): Promise<string | null> => {
    try {
      return await sendFitting(part, ids, sends);
    } catch (error) {
      if (!isRefusedForm(error)) throw error;
      const { reason, messages } = readFailure(error) ?? {};
      logger.info({ reason, messages, pictures: ids.size }, "Slack does not take the blocks of a message");
      return null;
    }
  };

  const sendWithPictures = async (part: BlocksPart, ids: Ids, sends: Sends) => {
    for (const pause of PICTURE_PAUSES) {
      const ts = await attempt(part, ids, sends);
      if (ts !== null) return ts;
      await clock.wait(pause);
    }
    return attempt(part, ids, sends);
  };

  const sendWithout = async (part: BlocksPart, sends: Sends) => {
    const ts = await attempt(part, NONE, sends);
    if (ts !== null) return ts;
    logger.error("Slack refused the blocks of a message, which goes out as plain text");
    return sendPlain(part, sends);
  };

  return async (part, sends) => {
    const pictures = picturesOf(part);
    const { ids, error } = pictures.length > 0 ? await uploadPictures(pictures) : { ids: NONE, error: null };
    const missing = pictures.filter((picture) => !ids.has(picture));
    const whole = { ...part, pieces: [...part.pieces, ...notesOn(part, missing, error)] };
    const ts = ids.size > 0 ? await sendWithPictures(whole, ids, sends) : null;
    if (ts !== null) return { ts, left: [] };
    return { ts: await sendWithout(whole, sends), left: [...ids.keys()] };
  };
}
