import { type BlocksPart, hasCardPictures, hasRow, withoutRow } from "../render/parts.ts";
import {
  createSendColumn,
  noteRefusal,
  PICTURE_PAUSES,
  type SendOptions,
  type Sent,
  type Uploaded,
  uploadPart,
} from "./send-column.ts";
import { isAboutPicture, isRefusedForm, isTooLong, type Sends, sendFitting } from "./send-fitting.ts";

export type SendBlocks = (part: BlocksPart, sends: Sends) => Promise<Sent>;

type RowSent = { readonly ts: string } | { readonly refused: "row" | "pictures" | "this one" };

/**
 * Sends a part, its cards in a row where Slack takes that. Not every workspace does: after the first refusal the adapter, which
 * serves one, no longer asks.
 */
export function createSendBlocks(options: SendOptions): SendBlocks {
  const { clock, logger } = options;
  const sendColumn = createSendColumn(options);
  let takesRows = true;

  const attempt = async ({ part, ids }: Uploaded, sends: Sends): Promise<RowSent> => {
    try {
      return { ts: await sendFitting(part, ids, sends) };
    } catch (error) {
      if (!isRefusedForm(error)) throw error;
      noteRefusal(error, ids, logger);
      if (isAboutPicture(error)) return { refused: "pictures" };
      return { refused: isTooLong(error) ? "this one" : "row" };
    }
  };

  const sendRow = async (uploaded: Uploaded, sends: Sends): Promise<RowSent> => {
    if (uploaded.ids.size === 0) return { refused: "this one" };
    for (const pause of PICTURE_PAUSES) {
      const sent = await attempt(uploaded, sends);
      if ("ts" in sent || sent.refused !== "pictures") return sent;
      await clock.wait(pause);
    }
    return attempt(uploaded, sends);
  };

  return async (part, sends) => {
    if (!takesRows || !hasRow(part)) return sendColumn(await uploadPart(withoutRow(part), options), sends);
    const uploaded = await uploadPart(part, options);
    const row = await sendRow(uploaded, sends);
    if ("ts" in row) return { ts: row.ts, isIllustrated: true, left: [] };
    const arePictured = hasCardPictures(part);
    const column = arePictured
      ? await uploadPart(withoutRow(part), options)
      : { ...uploaded, part: withoutRow(uploaded.part) };
    const sent = await sendColumn(column, sends);
    // Where pictures stand in blocks of their own, they will not stand in a card the next time either.
    const takesNoPictures = arePictured && row.refused === "pictures" && sent.isIllustrated;
    if (row.refused === "row" || takesNoPictures) takesRows = false;
    return sent;
  };
}
