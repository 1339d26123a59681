import type { Dispatcher } from "undici";

export type ResponseHeaders = Dispatcher.ResponseData["headers"];

/**
 * The headers of every request, the same on each hop: no cookies, no referrer, nothing from the link.
 * Only unencoded bytes are asked for, since a small gzip can become a terabyte.
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

/** What must be the same when a broken download resumes, or parts of two files would be joined. */
export interface Validator {
  /** For If-Range: a strong ETag, else the date of the last change; null for an address whose file never changes. */
  readonly tag: string | null;
  /** Bytes of the whole file; null where unknown. */
  readonly size: number | null;
}

/**
 * Null where a broken download cannot resume: the server gives nothing to recognize the file by, and its address may lead to
 * another one later.
 */
export function validatorOf(
  headers: ResponseHeaders,
  size: number | null,
  isFixed = false,
): Validator | null {
  const etag = headerOf(headers, "etag");
  const tag = etag?.startsWith('"') ? etag : headerOf(headers, "last-modified");
  const refuses = headerOf(headers, "accept-ranges")?.toLowerCase() === "none";
  return (tag || isFixed) && !refuses ? { tag: tag || null, size } : null;
}

/** Asks for the rest, and for all of it where the file has changed since. */
export function rangeFrom(at: number, { tag }: Validator): Readonly<Record<string, string>> {
  return { range: `bytes=${at}-`, ...(tag !== null && { "if-range": tag }) };
}

/** True for an answer with the rest of the same file, from exactly byte `at`. */
export function goesOn(
  status: number,
  headers: ResponseHeaders,
  at: number,
  { tag, size }: Validator,
): boolean {
  if (status !== 206 || isEncoded(headers)) return false;
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(headerOf(headers, "content-range") ?? "");
  if (!range || Number(range[1]) !== at) return false;
  if (size !== null && range[3] !== "*" && Number(range[3]) !== size) return false;
  if (tag === null) return true;
  // A server that ignores If-Range sends a part of the file it has now, so the answer itself must name the file.
  return headerOf(headers, tag.startsWith('"') ? "etag" : "last-modified") === tag;
}

/** Size of the whole file, from the headers of a part; null where they do not say. */
export function wholeSize(headers: ResponseHeaders): number | null {
  const total = /\/(\d+)$/.exec(headerOf(headers, "content-range") ?? "")?.[1];
  return total === undefined ? null : Number(total);
}
