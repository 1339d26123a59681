import { type CommandDefinition, chosen, type OptionDefinition } from "../../../src/chat/command.ts";
import type { OptionValues } from "../../../src/chat/event.ts";
import { findLinks } from "../../../src/chat/text/links.ts";
import { toPlainText } from "../../../src/chat/text/plain-text.ts";
import { CuepointError } from "../../../src/errors.ts";

export interface ReadText {
  /** Without markup and without the mentions of the bot. */
  readonly text: string;
  /** Web addresses, as they were typed. */
  readonly links: readonly string[];
  readonly mentions: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** https://docs.slack.dev/messaging/formatting-message-text: what stands between angle brackets is Slack's. */
const SEQUENCE = /<([^<>|]*)(?:\|([^<>]*))?>/g;

/** Reads a message's mrkdwn. A link in code was not meant as one, but Slack does not mark that. */
export function readText(mrkdwn: string, ownUser: string): ReadText {
  const links: string[] = [];
  const mentions: string[] = [];
  const text = mrkdwn.replace(SEQUENCE, (_whole, target: string, label: string | undefined) => {
    const address = decode(target);
    if (/^https?:\/\//i.test(address)) {
      const link = label === undefined || address.endsWith(decode(label)) ? typed(address) : address;
      if (!links.includes(link)) links.push(link);
      return target;
    }
    if (address.startsWith("@")) mentions.push(address.slice(1));
    return spoken(address, label, ownUser);
  });
  return { text: tidy(decode(text)), links, mentions };
}

/** What Slack itself took for a link goes on to the next blank; in Chinese that is the end of the sentence. */
function typed(address: string): string {
  const [link = address] = findLinks(address);
  return link;
}

function spoken(target: string, label: string | undefined, ownUser: string): string {
  if (target === `@${ownUser}`) return "";
  if (label !== undefined) return target.startsWith("#") ? `#${label}` : label;
  return target.startsWith("!") ? `@${target.slice(1)}` : target;
}

/** "@Cuepoint: stop" and "@Cuepoint, stop" say "stop". */
function tidy(text: string): string {
  return toPlainText(text)
    .replace(/[ ]{2,}/g, " ")
    .replace(/^\s*[,:]\s*/, "")
    .trim();
}

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

export interface ReadCommand {
  readonly links: readonly string[];
  readonly options: OptionValues;
}

const HAS_OPTION = /(?:^|\s)(?:--|[–—])[a-z]/i;

/**
 * Reads "/summarize https://… --from 1:20 --keyframes 5". Phones turn two hyphens into a dash, so a dash will do.
 * Throws CuepointError "usage".
 */
export function readCommandText(
  text: string,
  { options: known, readsWords }: CommandDefinition,
): ReadCommand {
  if (readsWords && text !== "" && !HAS_OPTION.test(text)) return { links: [], options: { words: text } };
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
  return option.type === "integer" ? readInteger(value, option) : readChoice(value, option);
}

function readChoice(value: string, option: OptionDefinition): string {
  const choice = chosen(option, value);
  if (choice !== null) return choice;
  const choices = (option.choices ?? []).map((one) => one.value).join(", ");
  throw new CuepointError("usage", { what: "not-a-choice", option: `--${option.name}`, value, choices });
}

function readInteger(value: string, { name, min = 0, max = Number.MAX_SAFE_INTEGER }: OptionDefinition) {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new CuepointError("usage", { what: "not-a-number", option: `--${name}`, min, max });
}
