import { MEGABYTE } from "../../http/progress.ts";
import { SITES, siteOf } from "../sites.ts";
import type { PageWords } from "./page-info.ts";
import { runtimeArguments } from "./ytdlp-program.ts";

/** They mark our lines among what yt-dlp prints. */
export const INFO_MARK = "cuepoint-info ";
export const FORMATS_MARK = "cuepoint-formats ";
export const PROGRESS_MARK = "cuepoint-progress ";

/** Every page that a link may lead to has an extractor of its own; the generic one would open any page at all. */
export const NAMED_EXTRACTORS: readonly string[] = [
  ...new Set(SITES.flatMap(({ extractors }) => extractors)),
];

export interface RunOptions {
  readonly folder: string;
  /** A file that names the proxy, which holds a password and so does not stand on the command line. */
  readonly configuration: string;
  readonly link: string;
  /** Absolute path of the Node that runs YouTube's challenge. */
  readonly node: string;
  readonly extractors: readonly string[];
  readonly maxMegabytes: number;
  readonly words: PageWords;
}

const INFO_FIELDS =
  "title,duration,is_live,live_status,language,chapters,playlist_title,playlist_count,n_entries,extractor,formats.:.acodec";

/** What viewers wrote while they watched, which yt-dlp lists among the captions. */
const CHATS = ["-live_chat", "-rechat", "-danmaku"];

/**
 * YouTube lists a machine's translations beside what people wrote, under the same names, and refuses who asks for them. So there
 * only what its speech recognition heard is asked for: yt-dlp marks the language that is spoken.
 */
function captionLanguages(link: string): string[] {
  const url = URL.parse(link);
  return url && siteOf(url)?.name === "YouTube" ? [".*-orig"] : ["all", ...CHATS];
}

const fits = (bytes: number) => `[filesize<?${Math.floor(bytes)}][filesize_approx<?${Math.floor(bytes)}]`;

/** The best picture up to 720 lines. */
function pictures(maxBytes: number): string[] {
  const small = fits(maxBytes);
  return [`bv*[height<=720]${small}`, `b[height<=720]${small}`, `bv*[height<=?720]${small}`, "wv*"];
}

/** Of the limit, where picture and sound come apart. */
const SOUND_SHARE = 0.2;

/**
 * With sound: one file with both where its picture is good, else picture and sound apart, else a worse picture in one file. Speech
 * needs few bits; the "worst" sound would do, but may be in another language than the one that is spoken. yt-dlp joins
 * nothing, since it never runs ffmpeg on a stranger's bytes outside our limits.
 */
function withSound(maxBytes: number): string[] {
  const picture = `bv*[height<=720]${fits(maxBytes * (1 - SOUND_SHARE))}`;
  const sound = fits(maxBytes * SOUND_SHARE);
  return [
    `b[height<=720][height>=600]${fits(maxBytes)}`,
    ...[`${picture}+ba[abr<=?96]${sound}`, `${picture}+ba${sound}`],
    ...[`b[height<=?720]${fits(maxBytes)}`, "wv*+ba[abr<=?96]", "wv*+ba"],
  ];
}

function formats(maxBytes: number, words: PageWords): string {
  return [...(words === "sound" ? withSound(maxBytes) : []), ...pictures(maxBytes)].join("/");
}

function captions(link: string): string[] {
  return [
    ...["--write-subs", "--write-auto-subs", "--sub-format", "vtt/srt"],
    ...["--sub-langs", captionLanguages(link).join(",")],
  ];
}

/** Every option that matters is set here; nothing comes from configuration files, plugins, caches, cookies or helpers. */
export function ytdlpArguments(options: RunOptions): string[] {
  const { folder, configuration, link, extractors, words } = options;
  const maxBytes = options.maxMegabytes * MEGABYTE;
  return [
    ...["--ignore-config", "--config-locations", configuration],
    ...[
      "--no-plugin-dirs",
      "--no-remote-components",
      "--no-exec",
      "--no-cookies",
      "--no-cookies-from-browser",
    ],
    ...["--no-cache-dir", "--no-mtime", "--color", "never"],
    ...runtimeArguments(options),
    // A folder without programs: no ffmpeg, no aria2c, no AtomicParsley.
    ...["--ffmpeg-location", folder, "--fixup", "never"],
    ...["--downloader", "native", "--downloader", "m3u8:native", "--downloader", "dash:native"],
    ...["--use-extractors", extractors.join(",")],
    ...["--no-playlist", "--playlist-items", "1"],
    ...["--match-filters", "!is_live"],
    ...["--format", formats(maxBytes, words), "--max-filesize", String(maxBytes)],
    ...["--socket-timeout", "10", "--retries", "3", "--fragment-retries", "3", "--extractor-retries", "1"],
    ...(words === "none" ? [] : captions(link)),
    // Captions that cannot be had must not cost the video; and without this option yt-dlp wants ffmpeg for two formats.
    "--ignore-errors",
    ...["--restrict-filenames", "--paths", folder, "--output", "in.%(ext)s"],
    ...["--no-simulate", "--newline", "--progress"],
    ...["--print", `pre_process:${INFO_MARK}%(.{${INFO_FIELDS}})j`],
    ...["--print", `before_dl:${FORMATS_MARK}%(.{acodec,requested_formats.:.format_id})j`],
    "--progress-template",
    `download:${PROGRESS_MARK}%(progress.downloaded_bytes)s %(progress.total_bytes,progress.total_bytes_estimate)s`,
    ...["--", link],
  ];
}
