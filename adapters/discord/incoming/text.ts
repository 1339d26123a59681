import { toPlainText } from "../../../src/chat/text/plain-text.ts";

interface Names {
  /** Ids of the bot: its user and the role that Discord made for it. */
  readonly own: readonly string[];
  /** A person, role or channel by id; null where it is not known. */
  readonly nameOf: (id: string) => string | null;
}

/** What a person wrote, as they meant it: without the mention of the bot and without markup, other mentions by name. */
export function plainWords(content: string, { own, nameOf }: Names): string {
  return shield(toPlainText(content))
    .replace(/<@[!&]?(\d+)>/g, (_, id: string) => (own.includes(id) ? " " : `@${nameOf(id) ?? id}`))
    .replace(/<#(\d+)>/g, (_, id: string) => `#${nameOf(id) ?? id}`)
    .replace(/<a?(:\w+:)\d+>/g, "$1")
    .replace(/<(https?:\/\/[^\s>]+)>/g, "$1")
    .replace(/```(?:\w+\n)?([\s\S]*?)```/g, "$1")
    .replace(/(\*\*\*|\*\*|__|~~|\|\||`)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}*])/gu, "$1")
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/gu, "$1")
    .replace(/^(?:>>>|>|#{1,3}|-#)[ \t]+/gm, "")
    .replace(SHIELDED, (character) => String.fromCharCode(character.charCodeAt(0) - PRIVATE_USE))
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

const PRIVATE_USE = 0xe000;
const SHIELDED = /[\ue021-\ue07e]/g;

/** Characters that a person escaped are meant literally, so they are hidden until the markup is gone. */
function shield(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) =>
    String.fromCharCode(character.charCodeAt(0) + PRIVATE_USE),
  );
}
