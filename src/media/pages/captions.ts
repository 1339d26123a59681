import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { MEGABYTE } from "../progress.ts";
import type { Captions } from "./page-info.ts";

/** Ten hours of talk are half a megabyte. */
const LARGEST = MEGABYTE;

/** The captions that lie beside the video as `in.<language>.vtt`. */
export async function readCaptions(folder: string): Promise<Captions[]> {
  const captions: Captions[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const language = /^in\.([\w-]{1,35})\.vtt$/.exec(name)?.[1];
    const path = join(folder, name);
    if (!language || (await stat(path)).size > LARGEST) continue;
    captions.push({ language, vtt: await readFile(path, "utf8") });
  }
  return captions;
}
