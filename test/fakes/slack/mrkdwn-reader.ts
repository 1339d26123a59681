/** What a person sees of a text, and what Slack makes of it besides. */
export interface ReadMrkdwn {
  readonly text: string;
  readonly mentions: readonly string[];
  readonly links: readonly string[];
}

interface ReadOptions {
  /** Neither plain addresses become links nor plain names mentions: "verbatim", or "parse" none. */
  readonly isVerbatim: boolean;
}

const SEQUENCE = /<([^<>]+)>/g;
const BARE_ADDRESS = /(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:)[^\s<>|]+/gi;
const BARE_DOMAIN = /\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|example|dev|io)\b[^\s<>|]*/gi;
const BROADCAST = /@(?:here|channel|everyone)\b/g;

/** Written after Slack's own rules, not after our way of escaping. */
export function readMrkdwn(source: string, { isVerbatim }: ReadOptions): ReadMrkdwn {
  const mentions: string[] = [];
  const links: string[] = [];
  const text = source.replace(SEQUENCE, (_whole, inner: string) => {
    const [target = "", label] = inner.split("|", 2);
    if (/^[@!]/.test(target)) mentions.push(target);
    else links.push(decode(target));
    return label ?? target;
  });
  if (!isVerbatim) {
    const plain = source.replace(SEQUENCE, "");
    links.push(...(plain.match(BARE_ADDRESS) ?? []), ...(plain.match(BARE_DOMAIN) ?? []));
    mentions.push(...(plain.match(BROADCAST) ?? []));
  }
  return { text: decode(text), mentions, links };
}

export function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Takes away what has no width, as an eye does. */
export function visible(text: string): string {
  return text.replaceAll("\u2060", "");
}
