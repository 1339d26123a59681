import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { MEGABYTE } from "../../http/progress.ts";

interface Chapter {
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

interface Captions {
  /** As the site calls the language, e.g. "en" or "zh-Hans"; with "-orig" it is what speech recognition heard. */
  readonly language: string;
  /** WebVTT or SubRip, as the site gave it. */
  readonly vtt: string;
}

/** What is fetched beside a page's picture for its words: nothing, captions, or captions and sound. */
export type PageWords = "none" | "captions" | "sound";

/** What became of a page's sound: it came, if there is any; it was not asked for; it was there and could not be had. */
export type PageSound = "fetched" | "left-out" | "lost";

/** What a page says of its video. A stranger wrote it: hints and text for showing, never instructions. */
export interface PageInfo {
  readonly title: string;
  readonly chapters: readonly Chapter[];
  readonly captions: readonly Captions[];
  /** The language that is spoken, where the page says so. */
  readonly language?: string;
  /** Where the link was of a list: its title and how many videos it holds; the first was taken. */
  readonly playlist?: { readonly title: string; readonly videos: number | null };
}

/** Bytes of all languages together. Ten hours of speech are half a megabyte. */
const LARGEST = MEGABYTE;

/** The captions that lie beside the video as `in.<language>.vtt` or `.srt`, as many as fit. */
export async function readCaptions(folder: string): Promise<Captions[]> {
  const captions: Captions[] = [];
  let left = LARGEST;
  for (const name of (await readdir(folder)).sort()) {
    const language = /^in\.([\w-]{1,35})\.(?:vtt|srt)$/.exec(name)?.[1];
    const path = join(folder, name);
    if (!language) continue;
    const { size } = await stat(path);
    if (size > left) continue;
    left -= size;
    captions.push({ language, vtt: await readFile(path, "utf8") });
  }
  return captions;
}
