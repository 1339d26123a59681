import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from "discord.js";
import type { OutgoingFile } from "../../../src/chat/message.ts";

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** One message as Discord takes it, within all its limits but the bytes of files, which depend on the place. */
export interface Part {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly files: readonly OutgoingFile[];
  readonly rows: readonly Row[];
  /** A summary takes its place soon: words that do not fit into it need not follow. */
  readonly isInterim?: true;
}

export const EMPTY_PART: Part = { content: "", embeds: [], files: [], rows: [] };

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
