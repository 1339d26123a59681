import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from "discord.js";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import { COMPONENTS_LENGTH, CONTENT_LENGTH } from "../limits.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** One message as Discord takes it, within all its limits but the bytes of files, which depend on the place. */
export interface Part {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly files: readonly OutgoingFile[];
  readonly rows: readonly Row[];
  /** Below the cards and loose pictures. */
  readonly footer?: string;
  /**
   * Made of components, which stand in the order of reading: words, cards, loose pictures, footer, files, rows. Where Discord
   * takes no such message, it is sent as text with embeds.
   */
  readonly isLayout?: true;
  /** Its cards are covered. As text, each is a message of its own ("apart"), or all are one where it holds them. */
  readonly isCovered?: "apart" | "together";
  /** A summary takes its place soon: words that do not fit into it need not follow. */
  readonly isInterim?: true;
}

export const EMPTY_PART: Part = { content: "", embeds: [], files: [], rows: [] };

/** The part with a small grey line of ours under its words. */
export function withLine(part: Part, line: string): Part {
  const { content, footer = "", isLayout } = part;
  const under = (text: string) => [text, `-# ${line}`].filter((one) => one !== "").join("\n");
  if (!isLayout) return { ...part, content: under(content).slice(0, CONTENT_LENGTH) };
  return { ...part, footer: under(footer).slice(0, COMPONENTS_LENGTH) };
}

/** By the names in the addresses of its cards' pictures. */
export function isShown({ name }: OutgoingFile, embeds: readonly APIEmbed[]): boolean {
  return embeds.some(({ image }) => image?.url === addressOf(name));
}

export function addressOf(name: string): string {
  return `attachment://${name}`;
}

/** What counts towards the limit for all embeds of a message. */
export function embedLength({ author, title, description, footer }: APIEmbed): number {
  const texts = [author?.name, title, description, footer?.text];
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

const LONGEST_NAME = 80;

export interface FileNames {
  /** `wanted` in letters that Discord keeps in an "attachment://" address, and as no other file is named. */
  give(wanted: string): string;
}

export function createFileNames(): FileNames {
  const given = new Set<string>();
  return {
    give(wanted) {
      const name = wanted.replace(/[^A-Za-z0-9._-]+/g, "-").slice(-LONGEST_NAME) || "file";
      let unique = name;
      for (let copy = 2; given.has(unique); copy += 1) unique = `${copy}-${name}`;
      given.add(unique);
      return unique;
    },
  };
}
