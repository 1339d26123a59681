import { z } from "zod";
import { CuepointError, type PlainErrorCode } from "../../errors.ts";
import { Json } from "../../util/json.ts";
import { plainName } from "../links.ts";
import type { PageInfo } from "./page-info.ts";
import { FORMATS_MARK, INFO_MARK, PROGRESS_MARK } from "./ytdlp-arguments.ts";

const MOST_CHAPTERS = 200;
/** As yt-dlp calls the codec of what is not there. */
const NONE = "none";
const number = z.number().finite().nonnegative().nullish().catch(null);

const Info = Json.pipe(
  z.object({
    title: z.string().nullish().catch(null),
    duration: number,
    is_live: z.boolean().nullish().catch(null),
    live_status: z.string().nullish().catch(null),
    language: z.string().max(35).nullish().catch(null),
    chapters: z
      .array(z.object({ start_time: z.number(), end_time: z.number(), title: z.string() }))
      .nullish()
      .catch(null),
    playlist_title: z.string().nullish().catch(null),
    playlist_count: number,
    n_entries: number,
    "formats.:.acodec": z.array(z.string().nullable()).nullish().catch(null),
  }),
);

const Formats = Json.pipe(
  z.object({
    acodec: z.string().nullish().catch(null),
    "requested_formats.:.format_id": z.array(z.string()).nullish().catch(null),
  }),
);

/** What yt-dlp chose to fetch. */
export interface PrintedFormats {
  /** Of the picture and of its sound, where they come apart. */
  readonly ids: readonly string[];
  /** There is surely no sound in it. */
  readonly isSilent: boolean;
}

export interface PrintedInfo {
  readonly page: Omit<PageInfo, "captions">;
  readonly isLive: boolean;
  /** The page surely has sound; false where it does not say. */
  readonly hasSound: boolean;
  /** Seconds; null where the site does not say. */
  readonly duration: number | null;
}

/** Bytes. */
export interface PrintedProgress {
  readonly bytes: number;
  readonly total: number | null;
}

/** What a line of yt-dlp's says of the video; null for any other line. Throws `page-without-video` on a broken one. */
export function parseInfo(line: string): PrintedInfo | null {
  if (!line.startsWith(INFO_MARK)) return null;
  const info = Info.safeParse(line.slice(INFO_MARK.length));
  if (!info.success) throw new CuepointError("page-without-video", {}, info.error);
  const { title, duration, is_live, live_status, language, chapters, playlist_title } = info.data;
  const videos = info.data.playlist_count ?? info.data.n_entries ?? null;
  const sound = (chapters ?? []).filter(
    ({ start_time, end_time }) => start_time >= 0 && end_time > start_time,
  );
  return {
    page: {
      title: plainName(title ?? ""),
      chapters: sound.slice(0, MOST_CHAPTERS).map((chapter) => ({
        start: chapter.start_time,
        end: chapter.end_time,
        title: plainName(chapter.title),
      })),
      ...(language && { language }),
      ...(playlist_title && { playlist: { title: plainName(playlist_title), videos } }),
    },
    isLive: is_live === true || live_status === "is_live" || live_status === "is_upcoming",
    hasSound: (info.data["formats.:.acodec"] ?? []).some((codec) => codec !== null && codec !== NONE),
    duration: duration ?? null,
  };
}

/** Null for any other line. */
export function parseFormats(line: string): PrintedFormats | null {
  if (!line.startsWith(FORMATS_MARK)) return null;
  const { data } = Formats.safeParse(line.slice(FORMATS_MARK.length));
  return { ids: data?.["requested_formats.:.format_id"] ?? [], isSilent: data?.acodec === NONE };
}

export function parseProgress(line: string): PrintedProgress | null {
  if (!line.startsWith(PROGRESS_MARK)) return null;
  const [bytes, total] = line.slice(PROGRESS_MARK.length).split(" ").map(Number.parseFloat);
  if (bytes === undefined || !Number.isFinite(bytes)) return null;
  return { bytes, total: total !== undefined && Number.isFinite(total) ? total : null };
}

type Pattern<Code> = readonly [RegExp, Code];

/** What yt-dlp and the sites print when there is no video, the narrower patterns first. */
const PATTERNS: readonly Pattern<PlainErrorCode | "link-too-large">[] = [
  [/live event|live stream|currently live|is live|premieres? (in|will)/i, "page-live"],
  [/larger than max-filesize/i, "link-too-large"],
  [
    /unsupported url|no suitable extractor|no video|no media|not a video|requested format is not available/i,
    "page-without-video",
  ],
  [
    /unable to connect|connection|timed out|proxy|tunnel|failed to resolve|name resolution/i,
    "link-unreachable",
  ],
];

/** Refusals by the site, the narrower patterns first. */
const REFUSALS: readonly Pattern<PlainErrorCode>[] = [
  [/HTTP Error 429|too many requests|rate.?limit/i, "page-busy"],
  [/private video|captcha|HTTP Error 401/i, "page-blocked"],
  [/sign in|log(ged)?[ -]?in|--cookies/i, "page-sign-in"],
];
/** yt-dlp continues after such a warning, and its last error does not mention it. */
const UNSOLVED = /challenge solving failed|signature solving failed|no supported javascript runtime/i;
const AFTER_UNSOLVED =
  /requested format is not available|only images|HTTP Error 403|challenge|no video formats/i;

const first = <Code>(patterns: readonly Pattern<Code>[], text: string) =>
  patterns.find(([pattern]) => pattern.test(text))?.[1];

/** The error for a run that gave no video. Unknown output is taken as a refusal by the site. */
export function faultOf(messages: string, limitMegabytes: number): CuepointError {
  const errors = messages.split("\n").filter((line) => line.startsWith("ERROR"));
  const tooLarge = new CuepointError("link-too-large", { limitMegabytes });
  if (errors.length === 0) return tooLarge;
  const text = errors.join("\n");
  // A login, a payment or a proof of being human comes first, whatever else was said.
  const refusal = first(REFUSALS, text);
  if (refusal) return new CuepointError(refusal);
  if (UNSOLVED.test(messages) && AFTER_UNSOLVED.test(text)) return new CuepointError("page-challenge");
  if (/private|HTTP Error 403/i.test(text)) return new CuepointError("page-blocked");
  const code = first(PATTERNS, text) ?? "page-blocked";
  return code === "link-too-large" ? tooLarge : new CuepointError(code);
}
