import type { OutgoingFile } from "../../../src/chat/message.ts";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { isRefusal, readFailure } from "../errors.ts";
import { mrkdwnLength, toMrkdwn } from "../render/mrkdwn.ts";
import { type BlocksPart, blocksOf, halvesOf, spokenOf } from "../render/parts.ts";
import type { Wording } from "../web/api.ts";

/** Characters of a message that is text alone, and the fewest that are worth a message. */
const TEXT = { most: 3000, least: 300 } as const;

/** Posts or edits; returns the message's timestamp. */
export type Send = (wording: Wording) => Promise<string>;

export interface Sends {
  readonly send: Send;
  /** Posts what did not fit in, in messages below. */
  readonly more: Send;
}

/** Slack's limits for a whole message are only partly written down, and it counts differently. */
export function isTooLong(error: unknown): boolean {
  return isRefusal(error, "msg_too_long") || isRefusal(error, "msg_blocks_too_long");
}

/** Blocks of a kind that Slack does not know may be refused in any of these words. */
const REFUSED_BLOCKS = ["invalid_blocks", "invalid_blocks_format", "invalid_arguments"];

export function isRefusedForm(error: unknown): boolean {
  return REFUSED_BLOCKS.some((reason) => isRefusal(error, reason)) || isTooLong(error);
}

/** As "invalid slack file [json-pointer:/blocks/2/slack_file]": it has not been looked at yet, or is not taken in that place. */
export function isAboutPicture(error: unknown): boolean {
  return readFailure(error)?.messages.some((message) => /slack.file/.test(message)) ?? false;
}

/** In one message, or in several where Slack says that it is too long for one. Returns the first one's timestamp. */
export async function sendFitting(
  part: BlocksPart,
  ids: ReadonlyMap<OutgoingFile, string>,
  { send, more }: Sends,
): Promise<string> {
  try {
    return await send({ blocks: blocksOf(part, ids), text: part.fallback });
  } catch (error) {
    const halves = isTooLong(error) ? halvesOf(part) : null;
    if (!halves) throw error;
    const ts = await sendFitting(halves[0], ids, { send, more });
    await sendRest(halves[1], ids, more);
    return ts;
  }
}

/** The beginning has been posted, and must not be sent again. */
async function sendRest(part: BlocksPart, ids: ReadonlyMap<OutgoingFile, string>, more: Send): Promise<void> {
  const sends = { send: more, more };
  try {
    await sendFitting(part, ids, sends);
  } catch (error) {
    if (!isRefusedForm(error)) throw error;
    await sendPlain(part, sends);
  }
}

/** All of its words and nothing else, in as many messages as that takes: a plain message is better than none. */
export async function sendPlain(part: BlocksPart, sends: Sends): Promise<string> {
  return sendText(spokenOf(part) || "…", TEXT.most, sends);
}

async function sendText(text: string, limit: number, { send, more }: Sends): Promise<string> {
  const [first = text, ...further] = splitText(text, limit, mrkdwnLength);
  let ts: string;
  try {
    ts = await send({ blocks: [], text: toMrkdwn(first) });
  } catch (error) {
    if (!isTooLong(error) || limit <= TEXT.least) throw error;
    ts = await sendText(first, limit / 2, { send, more });
  }
  for (const rest of further) await sendText(rest, limit, { send: more, more });
  return ts;
}
