import { findLinks } from "../../../src/chat/text/links.ts";
import { toPlainText } from "../../../src/chat/text/plain-text.ts";

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
