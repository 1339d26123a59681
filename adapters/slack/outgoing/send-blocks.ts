import { catalogueFor } from "../../../src/chat/catalogue/catalogue.ts";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../clock.ts";
import { guessLocale } from "../guess-locale.ts";
import type { Wording } from "../web/api.ts";
import { isRefusal, readFailure } from "../web/failure.ts";
import { context } from "./blocks.ts";
import { toMrkdwn } from "./mrkdwn.ts";
import { type BlocksPart, blocksOf, picturesOf } from "./parts.ts";
import type { UploadPictures } from "./pictures.ts";

/** Before a picture that Slack does not take in a block goes out as a file instead. Milliseconds. */
const PICTURE_PAUSES = [1000, 3000];

interface SendBlocksOptions {
  readonly uploadPictures: UploadPictures;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Posts or edits; returns the message's timestamp. */
export type Send = (wording: Wording) => Promise<string>;

interface Sent {
  readonly ts: string;
  /** Pictures that no block shows, to go out as files. */
  readonly left: readonly OutgoingFile[];
}

export type SendBlocks = (part: BlocksPart, send: Send) => Promise<Sent>;

/** Sends a part with its pictures in place; with fewer comforts where Slack does not take it so. */
export function createSendBlocks({ uploadPictures, clock, logger }: SendBlocksOptions): SendBlocks {
  const upload = async (pictures: readonly OutgoingFile[]) => {
    try {
      return await uploadPictures(pictures);
    } catch (error) {
      logger.warn({ reason: readFailure(error)?.reason, pictures: pictures.length }, "pictures not uploaded");
      return null;
    }
  };

  /** Null where Slack will not have these pictures in blocks. */
  const sendWithPictures = async (part: BlocksPart, ids: ReadonlyMap<OutgoingFile, string>, send: Send) => {
    for (const pause of [...PICTURE_PAUSES, null]) {
      try {
        return await send({ blocks: blocksOf(part, ids), text: part.fallback });
      } catch (error) {
        if (!isRefusal(error, "invalid_blocks")) throw error;
        logger.info({ messages: readFailure(error)?.messages }, "Slack does not take the pictures yet");
        if (pause !== null) await clock.wait(pause);
      }
    }
    return null;
  };

  /** The last resort is text alone: an answer that looks plain is better than none. */
  const sendWithout = async (part: BlocksPart, missing: number, send: Send) => {
    const sentence = catalogueFor(guessLocale(part.fallback)).slack.filesFailed(missing);
    const note = missing > 0 ? [context(toMrkdwn(sentence))] : [];
    try {
      return await send({ blocks: [...blocksOf(part), ...note], text: part.fallback });
    } catch (error) {
      if (!isRefusal(error, "invalid_blocks")) throw error;
      logger.error({ messages: readFailure(error)?.messages }, "Slack refused the blocks of a message");
      return send({ blocks: [], text: part.fallback });
    }
  };

  return async (part, send) => {
    const pictures = picturesOf(part);
    const ids = pictures.length > 0 ? await upload(pictures) : new Map<OutgoingFile, string>();
    if (ids === null) return { ts: await sendWithout(part, pictures.length, send), left: [] };
    const ts = ids.size > 0 ? await sendWithPictures(part, ids, send) : null;
    return ts === null ? { ts: await sendWithout(part, 0, send), left: pictures } : { ts, left: [] };
  };
}
