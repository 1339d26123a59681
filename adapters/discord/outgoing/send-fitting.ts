import type { APIEmbed } from "discord.js";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { type Refusal, refusalOf } from "../errors.ts";
import { CONTENT_LENGTH } from "../limits.ts";
import type { Permission } from "../permissions.ts";
import { escapeLine } from "../render/escape.ts";
import { EMPTY_PART, type Part } from "../render/part.ts";
import { type Payload, payloadOf } from "../rest/api.ts";
import { fitFiles, type UploadLimits, withLessOfLargest, withoutFiles } from "./uploads.ts";

export interface LocationLimits extends UploadLimits {
  /** What the bot is known to lack there. */
  readonly lacking: () => readonly Permission[];
  /** Which files are missing for want of a permission. */
  readonly saysForbidden: (names: string) => string;
  /** Which files are missing because Discord did not take the message with them. */
  readonly saysNotTaken: (names: string) => string;
  /** Called with Discord's refusal before the message goes out with less. */
  readonly onLess: (error: unknown) => void;
}

interface Sent<Result> {
  readonly result: Result;
  /** Words that did not fit into the same message any more. */
  readonly more: readonly Part[];
}

interface Fitted {
  readonly part: Part;
  readonly more: readonly Part[];
}

/** After so many tries, the next one goes without any file. */
const TRIES_WITH_FILES = 3;

/** The known limits may be wrong, so a part is sent with less until Discord takes it. Its text always goes out. */
export async function sendFitting<Result>(
  part: Part,
  limits: LocationLimits,
  send: (payload: Payload) => Promise<Result>,
): Promise<Sent<Result>> {
  let fitted: Fitted = { part: await fitFiles(part, limits), more: [] };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { result: await send(payloadOf(fitted.part)), more: fitted.more };
    } catch (error) {
      const less = await lessOf(fitted, { refusal: refusalOf(error), attempt }, limits);
      if (!less) throw error;
      limits.onLess(error);
      fitted = less;
    }
  }
}

interface Refused {
  readonly refusal: Refusal | null;
  readonly attempt: number;
}

/** What is worth another try; null where nothing is. */
async function lessOf(
  fitted: Fitted,
  { refusal, attempt }: Refused,
  limits: LocationLimits,
): Promise<Fitted | null> {
  const { part } = fitted;
  if (refusal === "too-large" && part.files.length > 0) {
    const smaller = attempt < TRIES_WITH_FILES ? await withLessOfLargest(part, limits) : null;
    return { ...fitted, part: smaller ?? withoutFiles(part, part.files, limits.saysRefused) };
  }
  if (refusal === "unfit") return withLess(fitted, part.files.length > 0, limits.saysNotTaken);
  return refusal === "forbidden" ? withFewerRights(fitted, attempt, limits) : null;
}

/** Without these nothing can be said there at all. */
const TO_SPEAK: readonly Permission[] = ["ViewChannel", "SendMessages", "SendMessagesInThreads"];

function withFewerRights(fitted: Fitted, attempt: number, limits: LocationLimits): Fitted | null {
  const lacking = limits.lacking();
  if (lacking.some((permission) => TO_SPEAK.includes(permission))) return null;
  const explains = lacking.includes("AttachFiles") || lacking.includes("EmbedLinks");
  // Nothing is known to be missing: a change may be on its way, or Discord was mistaken.
  if (!explains && attempt === 1) return fitted;
  const hasFiles = fitted.part.files.length > 0;
  return withLess(fitted, hasFiles && (!explains || lacking.includes("AttachFiles")), limits.saysForbidden);
}

/** First without files, then without cards. */
function withLess(
  { part, more }: Fitted,
  dropsFiles: boolean,
  says: (names: string) => string,
): Fitted | null {
  if (dropsFiles) return { part: withoutFiles(part, part.files, says), more };
  if (part.embeds.length === 0) return null;
  const [first, ...rest] = inWords(part);
  return { part: first, more: rest };
}

/** A part whose cards are plain text, in as many messages as that needs: for where no cards are shown. */
function inWords({ content, embeds, files, rows }: Part): readonly [Part, ...Part[]] {
  const blocks = [content, ...embeds.map(wordsOf)].filter((text) => text !== "");
  const [first = "", ...rest] = splitText(blocks.join("\n\n"), CONTENT_LENGTH);
  const texts = [
    { ...EMPTY_PART, content: first, files },
    ...rest.map((text) => ({ ...EMPTY_PART, content: text })),
  ];
  const last = texts.length - 1;
  const [head, ...tail] = texts.map((part, index) => (index === last ? { ...part, rows } : part));
  return [head ?? { ...EMPTY_PART, files, rows }, ...tail];
}

/** Titles and descriptions are escaped already; authors and footers know no markup, and so are not. */
function wordsOf({ author, title, description, footer }: APIEmbed): string {
  return [
    author ? escapeLine(author.name) : "",
    title ? `**${title}**` : "",
    description ?? "",
    footer ? `-# ${escapeLine(footer.text)}` : "",
  ]
    .filter((line) => line !== "")
    .join("\n");
}
