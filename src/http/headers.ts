import type { Dispatcher } from "undici";

export type ResponseHeaders = Dispatcher.ResponseData["headers"];

/**
 * All that a server learns of us, on every hop the same: no cookies, no referrer, nothing of the link's own.
 * Unencoded bytes alone, since a small gzip can become a terabyte.
 */
export const REQUEST_HEADERS: Readonly<Record<string, string>> = {
  accept: "video/*, */*;q=0.5",
  "accept-encoding": "identity",
  "user-agent": "Cuepoint",
};

/** The first value of a header. */
export function headerOf(headers: ResponseHeaders, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? null;
}

/** Bytes; null where the server does not say, or says nonsense. */
export function contentLength(headers: ResponseHeaders): number | null {
  const text = headerOf(headers, "content-length") ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export function isEncoded(headers: ResponseHeaders): boolean {
  const encoding = headerOf(headers, "content-encoding") ?? "";
  return !/^(identity)?$/i.test(encoding);
}

/** What a page or a playlist calls itself; any other type proves nothing and the bytes decide. */
export function isPageOrPlaylist(headers: ResponseHeaders): boolean {
  const type = headerOf(headers, "content-type") ?? "";
  return /^\s*(text\/html|application\/(xhtml|dash)\+xml|\S*mpegurl)/i.test(type);
}
