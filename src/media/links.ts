import { isVideoName } from "../util/video-file.ts";
import { siteOf } from "./sites.ts";

/**
 * `direct` names a video file; `page` is a video's page on a site that yt-dlp may open; what `unsupported` leads
 * to shows only when it is opened (a file without an ending, or no video at all).
 */
interface Link {
  readonly url: string;
  readonly kind: "direct" | "page" | "unsupported";
  /** The site's name, for a page. */
  readonly site?: string;
}

/** What the text of a link says; nothing is opened. */
export function classifyLink(link: string): Link {
  const url = URL.parse(link);
  if (url === null) return { url: link, kind: "unsupported" };
  const site = siteOf(url);
  if (site) return { url: url.href, kind: "page", site: site.name };
  return { url: url.href, kind: isVideoName(url.pathname) ? "direct" : "unsupported" };
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

/** The link itself is the permission to see the video. So it stays in its thread, and out of files that are passed on. */
export function isPrivateLink(link: string): boolean {
  const url = URL.parse(link);
  if (url === null || siteOf(url)?.name !== "Vimeo") return false;
  return url.searchParams.has("h") || /\/\d{5,}\/[0-9a-f]{6,}/i.test(url.pathname);
}

const LONGEST = 120;
const FALLBACK = "video";

/** What to call a linked file, for showing only: the last part of its path, without what could confuse a reader. */
export function fileNameOf({ pathname }: URL): string {
  const last = pathname.split("/").findLast((part) => part !== "") ?? "";
  return plainName(decoded(last)) || FALLBACK;
}

/** Control and direction characters go, since they can make a name read as another one. */
export function plainName(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
