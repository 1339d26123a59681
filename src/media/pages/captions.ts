import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { MEGABYTE } from "../../http/progress.ts";
import type { Captions } from "./page-info.ts";

/** Ten hours of talk are half a megabyte; more of them than this is kept of none. */
const LARGEST = MEGABYTE;

/** The captions that lie beside the video as `in.<language>.vtt`, as many as fit. */
export async function readCaptions(folder: string): Promise<Captions[]> {
  const captions: Captions[] = [];
  let left = LARGEST;
  for (const name of (await readdir(folder)).sort()) {
    const language = /^in\.([\w-]{1,35})\.vtt$/.exec(name)?.[1];
    const path = join(folder, name);
    if (!language) continue;
    const { size } = await stat(path);
    if (size > left) continue;
    left -= size;
    captions.push({ language, vtt: await readFile(path, "utf8") });
  }
  return captions;
}
