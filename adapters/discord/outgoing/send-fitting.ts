import { splitText } from "../../../src/chat/text/split-text.ts";
import { type LayoutRefusal, layoutRefusalOf, type Refusal, refusalOf } from "../errors.ts";
import { CONTENT_LENGTH } from "../limits.ts";
import type { Permission } from "../permissions.ts";
import { inEmbeds } from "../render/in-embeds.ts";
import { cardWords } from "../render/layout.ts";
import { EMPTY_PART, type Part } from "../render/part.ts";
import { type Payload, payloadOf } from "../rest/api.ts";
import type { Layouts } from "./layouts.ts";
import { fitFiles, type UploadLimits, withLessOfLargest, withoutFiles } from "./uploads.ts";

export interface LocationLimits extends UploadLimits {
  readonly layouts: Layouts;
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
  /** What is changed is a message of components, and stays one. */
  readonly isLaidOut?: true;
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
  if (part.isLayout && !limits.layouts.areTaken()) fitted = asText(fitted);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { result: await send(payloadOf(fitted.part)), more: fitted.more };
    } catch (error) {
      const refused = { refusal: refusalOf(error), layout: layoutRefusalOf(error), attempt };
      if (refused.layout === "unknown" && fitted.part.isLayout) limits.layouts.refused(error);
      const less = inOtherForm(fitted, refused) ?? (await lessOf(fitted, refused, limits));
      if (!less) throw error;
      limits.onLess(error);
      fitted = less;
    }
  }
}

interface Refused {
  readonly refusal: Refusal | null;
  readonly layout: LayoutRefusal | null;
  readonly attempt: number;
}

/** The same as text and embeds, or of components, where the other form is at fault; null where neither is. */
function inOtherForm(fitted: Fitted, { layout }: Refused): Fitted | null {
  const { part, isLaidOut } = fitted;
  if (layout === null || isLaidOut) return null;
  if (layout === "needed") return { ...fitted, part: { ...part, isLayout: true }, isLaidOut: true };
  return part.isLayout ? asText(fitted) : null;
}

function asText({ part, more }: Fitted): Fitted {
  const [first, ...rest] = inEmbeds(part);
  return { part: first, more: [...rest, ...more] };
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
  // Components need no right to embed: https://github.com/discord/discord-api-docs/issues/8462
  const wantsEmbeds = lacking.includes("EmbedLinks") && !fitted.part.isLayout;
  const explains = lacking.includes("AttachFiles") || wantsEmbeds;
  // Nothing is known to be missing: a change may be on its way, or Discord was mistaken.
  if (!explains && attempt === 1) return fitted;
  const hasFiles = fitted.part.files.length > 0;
  return withLess(fitted, hasFiles && (!explains || lacking.includes("AttachFiles")), limits.saysForbidden);
}

/** First without files, then without cards. */
function withLess(fitted: Fitted, dropsFiles: boolean, says: (names: string) => string): Fitted | null {
  const { part, more, isLaidOut } = fitted;
  if (dropsFiles) return { ...fitted, part: withoutFiles(part, part.files, says) };
  if (part.embeds.length === 0) return null;
  // Words that are covered keep their marks only piece by piece.
  const [first, ...rest] = part.isCovered ? inEmbeds(part) : inWords(part);
  return { ...fitted, part: isLaidOut ? { ...first, isLayout: true } : first, more: [...rest, ...more] };
}

/** A part whose cards are plain text, in as many messages as that needs: for where no cards are shown. */
function inWords({ content, embeds, footer = "", files, rows }: Part): readonly [Part, ...Part[]] {
  const blocks = [content, ...embeds.map(cardWords), footer].filter((text) => text !== "");
  const [first = "", ...rest] = splitText(blocks.join("\n\n"), CONTENT_LENGTH);
  const texts = [
    { ...EMPTY_PART, content: first, files },
    ...rest.map((text) => ({ ...EMPTY_PART, content: text })),
  ];
  const last = texts.length - 1;
  const [head, ...tail] = texts.map((part, index) => (index === last ? { ...part, rows } : part));
  return [head ?? { ...EMPTY_PART, files, rows }, ...tail];
}
