import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { THREAD_NAME_LENGTH } from "../limits.ts";

/** A file's name as a thread's; `fallback` where nothing is left that could be read. */
export function threadName(video: string, fallback: string): string {
  const name = toOneLine(video).replace(/@(?=everyone|here)/gi, "");
  return /[\p{L}\p{N}]/u.test(name) ? shorten(name, THREAD_NAME_LENGTH) : fallback;
}

/**
 * What to call the video behind a link: its last folder or file, else its host. Never the query, which may be a
 * key to the video.
 */
export function linkName(link: string): string {
  const url = URL.parse(link);
  if (!url) return link;
  const last = url.pathname.split("/").findLast((part) => part !== "") ?? "";
  const host = url.hostname.replace(/^www\./, "");
  const isFile = /\.\w{2,5}$/.test(last);
  const path = url.pathname.replace(/\/+$/, "");
  return isFile ? decode(last) : decode(`${host}${path}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
