import type { CommandDefinition, OptionDefinition } from "../../../src/chat/command.ts";
import type { OptionValues } from "../../../src/chat/event.ts";
import { findLinks } from "../../../src/chat/text/links.ts";
import { toPlainText } from "../../../src/chat/text/plain-text.ts";
import { CuepointError } from "../../../src/errors.ts";
import { readText } from "./text.ts";

export interface ReadCommand {
  readonly links: readonly string[];
  readonly options: OptionValues;
}

/**
 * Reads "/summarize https://… --from 1:20 --keyframes 5". Phones turn two hyphens into a dash, so a dash will do.
 * Throws CuepointError "usage".
 */
export function readCommandText(text: string, { options: known }: CommandDefinition): ReadCommand {
  const { links: marked } = readText(text, "");
  const words = toPlainText(text).split(/\s+/).filter(Boolean);
  const links = [...marked];
  const options: Record<string, string | number | boolean> = {};
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const name = /^(?:--|[–—])([a-z-]+)$/i.exec(word)?.[1]?.toLowerCase();
    if (name === undefined) addLink(links, word);
    else options[name] = readValue(name, words, known);
  }
  return { links, options };
}

function addLink(links: string[], word: string): void {
  if (word.startsWith("<")) return;
  for (const link of findLinks(word)) if (!links.includes(link)) links.push(link);
}

function readValue(name: string, words: string[], known: readonly OptionDefinition[]) {
  const option = known.find((one) => one.name === name);
  if (!option) {
    const options = known.map((one) => `--${one.name}`).join(", ");
    throw new CuepointError("usage", { what: "unknown-option", option: `--${name}`, options });
  }
  if (option.type === "boolean") return true;
  const value = words.shift();
  if (value === undefined) throw new CuepointError("usage", { what: "missing-value", option: `--${name}` });
  return option.type === "integer" ? readInteger(value, option) : value;
}

function readInteger(value: string, { name, min = 0, max = Number.MAX_SAFE_INTEGER }: OptionDefinition) {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new CuepointError("usage", { what: "not-a-number", option: `--${name}`, min, max });
}
