import { siteOf } from "./sites.ts";

/**
 * `direct` names a video file; `page` is a video's page on a site that yt-dlp may open; what `unsupported` leads
 * to shows only when it is opened (a file without an ending, or no video at all).
 */
export interface Link {
  readonly url: string;
  readonly kind: "direct" | "page" | "unsupported";
  /** The site's name, for a page. */
  readonly site?: string;
}

export interface FoundLinks {
  /** In order, each once. */
  readonly links: readonly Link[];
  /** How many more there were than the limit. */
  readonly more: number;
}

/** Endings of the containers that the ffmpeg reader opens. */
const VIDEO_ENDING = /\.(mp4|m4v|mov|qt|webm|mkv|avi|flv|wmv|asf|mpe?g|m2ts|mts|ts|ogv|ogg|3gp|3g2|gif)$/i;

/** Up to a blank, a bracket of Markdown or of a chat's markup, a quote, or punctuation of a script without blanks. */
const LINK = /\bhttps?:\/\/[^\s<>|"'`“”‘’«»（）【】《》，。！？；、]+/giu;

/** Chats let people write far more; no honest message has its first links beyond this. */
const MOST_TEXT = 20_000;

/** The links in a message; `limit` is how many are taken. */
export function findLinks(text: string, limit: number): FoundLinks {
  const found = new Map<string, Link>();
  for (const [match] of text.slice(0, MOST_TEXT).matchAll(LINK)) {
    const url = URL.parse(withoutTail(match))?.href;
    if (url !== undefined && !found.has(url)) found.set(url, classifyLink(url));
  }
  const links = [...found.values()];
  return { links: links.slice(0, limit), more: Math.max(0, links.length - limit) };
}

/** What the text of a link says; nothing is opened. */
export function classifyLink(link: string): Link {
  const url = URL.parse(link);
  if (url === null) return { url: link, kind: "unsupported" };
  const site = siteOf(url);
  if (site) return { url: url.href, kind: "page", site: site.name };
  return { url: url.href, kind: VIDEO_ENDING.test(url.pathname) ? "direct" : "unsupported" };
}

/**
 * The same link, opening at that second; null where its site has no such form. A direct file takes a media fragment
 * (`#t=65`, https://www.w3.org/TR/media-frags/#naming-time), which browsers understand; not where it has a query, which
 * is a key more often than not.
 */
export function momentLink(link: string, seconds: number): string | null {
  const url = URL.parse(link);
  if (url === null || !Number.isFinite(seconds)) return null;
  const second = Math.max(0, Math.floor(seconds));
  const { kind } = classifyLink(link);
  if (kind === "page") {
    const site = siteOf(url);
    if (!site?.moment) return null;
    for (const name of [...url.searchParams.keys()]) {
      if (!site.keeps?.includes(name)) url.searchParams.delete(name);
    }
    site.moment(url, second);
    return url.href;
  }
  if (kind === "unsupported" || /\.gif$/i.test(url.pathname)) return null;
  if (url.search !== "" || url.username !== "" || url.password !== "") return null;
  url.hash = `t=${second}`;
  return url.href;
}

/** Whoever has the link may see the video, and nobody else: it stays where it was given, and out of files that travel. */
export function isPrivateLink(link: string): boolean {
  const url = URL.parse(link);
  if (url === null || siteOf(url)?.name !== "Vimeo") return false;
  return url.searchParams.has("h") || /\/\d{5,}\/[0-9a-f]{6,}/i.test(url.pathname);
}

/** Punctuation at the end belongs to the sentence, and a closing bracket to the one that opened before the link. */
function withoutTail(match: string): string {
  let link = match;
  while (link !== "") {
    const last = link.at(-1) ?? "";
    const opening = { ")": "(", "]": "[", "}": "{" }[last];
    const unmatched = opening !== undefined && count(link, last) > count(link, opening);
    if (!unmatched && !/[.,:;!?*_~…]/u.test(last)) return link;
    link = link.slice(0, -1);
  }
  return link;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
