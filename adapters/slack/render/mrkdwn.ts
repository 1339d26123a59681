import type { TimeLink } from "../../../src/chat/message.ts";
import { toOneLine, toPlainText } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { splitAtTimes } from "../../../src/chat/text/time-links.ts";

/**
 * U+2060, the word joiner, takes no room and lets no line break. Put into a mention, an address or a piece of
 * markup, the text reads as before and is nothing but text.
 */
const JOINER = "\u2060";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Our own, because libraries convert where this disarms: slackify-markdown (tried at 5.0.0) makes links live and lets
 * <!channel> and <@U1> pass, which is what a model's text must never do. Texts are plain by contract, so that there
 * is no Markdown to convert either.
 *
 * Plain text for a mrkdwn field, to be read exactly as it is: it notifies no one (<!channel>, <@U1>, @here), nothing
 * can be clicked or fetched for a preview, and stars and underscores stay what they are.
 */
export function toMrkdwn(text: string): string {
  return disarm(toPlainText(text))
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
    .replace(/(?<![\p{L}\p{N}])[*_~`]/gu, (mark) => `${JOINER}${mark}`);
}

/** Plain text as mrkdwn, with its links or without. */
export type Write = (text: string) => string;

/** As `toMrkdwn`, except that those of its times that are links can be clicked: only they, since their addresses are ours. */
export function toLinkedMrkdwn(text: string, times: readonly TimeLink[] | undefined): string {
  return splitAtTimes(text, times)
    .map((part) =>
      typeof part === "string"
        ? toMrkdwn(part)
        : `<${part.url.replaceAll("&", "&amp;")}|${toMrkdwn(part.text)}>`,
    )
    .join("");
}

/** How long `toMrkdwn` makes a text. */
export function mrkdwnLength(text: string): number {
  return toMrkdwn(text).length;
}

/**
 * Plain text for a field that knows no markup: a header, a button, an alternative text. Whether such fields undo
 * entities is not written down anywhere, so look-alikes stand for the angle brackets of a mention.
 */
export function toLabel(text: string, limit: number): string {
  const label = disarm(toOneLine(text)).replaceAll("<", "‹").replaceAll(">", "›");
  return shorten(label, limit);
}

function disarm(text: string): string {
  return text
    .replace(/@(?=\S)/g, `@${JOINER}`)
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/\b(mailto|tel|slack):/gi, `$1${JOINER}:`)
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}${JOINER}.`);
}
