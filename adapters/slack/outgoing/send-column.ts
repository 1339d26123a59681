import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { Logger } from "../../../src/logger.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { readFailure, uploadFault } from "../errors.ts";
import { missingSentence } from "../files/share-files.ts";
import type { UploadPictures } from "../files/upload-pictures.ts";
import { guessLocale } from "../guess-locale.ts";
import { context } from "../render/blocks.ts";
import { toMrkdwn } from "../render/mrkdwn.ts";
import { type BlocksPart, picturesOf } from "../render/parts.ts";
import type { Piece } from "../render/pieces.ts";
import { isRefusedForm, type Sends, sendFitting, sendPlain } from "./send-fitting.ts";

/** Before a picture that Slack does not take in a block goes out in another way. Milliseconds. */
export const PICTURE_PAUSES = [1000, 3000];

type Ids = ReadonlyMap<OutgoingFile, string>;
const NONE: Ids = new Map();

export interface SendOptions {
  readonly uploadPictures: UploadPictures;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A part whose pictures have been uploaded, as far as they could be. */
export interface Uploaded {
  readonly part: BlocksPart;
  readonly ids: Ids;
}

/** Uploads a part's pictures. Where some are missing, a line under the message says so. */
export async function uploadPart(
  part: BlocksPart,
  { uploadPictures, logger }: Pick<SendOptions, "uploadPictures" | "logger">,
): Promise<Uploaded> {
  const pictures = picturesOf(part);
  if (pictures.length === 0) return { part, ids: NONE };
  const { ids, error } = await uploadPictures(pictures);
  const missing = pictures.filter((picture) => !ids.has(picture));
  if (missing.length === 0) return { part, ids };
  const { reason, needed } = readFailure(error) ?? {};
  logger.warn({ err: error, reason, needed, pictures: missing.length }, "pictures not uploaded");
  const spoken = missingSentence(missing, uploadFault(error) ?? "refused", guessLocale(part.fallback));
  const note: Piece = { block: context(toMrkdwn(spoken)), spoken };
  return { part: { ...part, pieces: [...part.pieces, note] }, ids };
}

export function noteRefusal(error: unknown, { size }: Ids, logger: Logger): void {
  const { reason, messages } = readFailure(error) ?? {};
  logger.info({ reason, messages, pictures: size }, "Slack does not take the blocks of a message");
}

export interface Sent {
  readonly ts: string;
  /** Its pictures stand in their blocks. */
  readonly isIllustrated: boolean;
  /** Pictures that no block shows, to go out as files. */
  readonly left: readonly OutgoingFile[];
}

type SendColumn = (uploaded: Uploaded, sends: Sends) => Promise<Sent>;

/** Sends blocks below each other, with the pictures in their places; in plainer forms where Slack refuses that. */
export function createSendColumn({ clock, logger }: Pick<SendOptions, "clock" | "logger">): SendColumn {
  /** Null where Slack does not take it in this form. */
  const attempt = async ({ part, ids }: Uploaded, sends: Sends): Promise<string | null> => {
    try {
      return await sendFitting(part, ids, sends);
    } catch (error) {
      if (!isRefusedForm(error)) throw error;
      noteRefusal(error, ids, logger);
      return null;
    }
  };

  const sendWithPictures = async (uploaded: Uploaded, sends: Sends) => {
    for (const pause of PICTURE_PAUSES) {
      const ts = await attempt(uploaded, sends);
      if (ts !== null) return ts;
      await clock.wait(pause);
    }
    return attempt(uploaded, sends);
  };

  const sendWithout = async (part: BlocksPart, sends: Sends) => {
    const ts = await attempt({ part, ids: NONE }, sends);
    if (ts !== null) return ts;
    logger.error("Slack refused the blocks of a message, which goes out as plain text");
    return sendPlain(part, sends);
  };

  return async (uploaded, sends) => {
    const { part, ids } = uploaded;
    const ts = ids.size > 0 ? await sendWithPictures(uploaded, sends) : null;
    if (ts !== null) return { ts, isIllustrated: true, left: [] };
    return { ts: await sendWithout(part, sends), isIllustrated: false, left: [...ids.keys()] };
  };
}
