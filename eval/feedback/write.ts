import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Feedback, Vote } from "../../src/store/feedback/feedback.ts";
import { feedbackCases } from "./cases.ts";
import { type FeedbackLine, lineOf } from "./line.ts";

/** The lines with the files of their frames, which are written into the folder once a reply. */
export async function withFrames(
  votes: readonly Vote[],
  feedback: Pick<Feedback, "pictures">,
  folder: string,
): Promise<FeedbackLine[]> {
  const written = new Map<string, string[]>();
  const lines: FeedbackLine[] = [];
  for (const vote of votes) {
    const { scope, context } = vote;
    const name = join("frames", `${scope}-${context}`);
    const images = written.get(name) ?? (await writeFrames(await feedback.pictures(vote), folder, name));
    if (images.length > 0) written.set(name, images);
    lines.push({ ...lineOf(vote), ...(images.length > 0 && { images }) });
  }
  return lines;
}

async function writeFrames(jpegs: readonly Buffer[] | null, folder: string, name: string): Promise<string[]> {
  if (!jpegs) return [];
  await mkdir(join(folder, name), { recursive: true });
  const names = jpegs.map((_, i) => join(name, `${String(i).padStart(4, "0")}.jpg`));
  for (const [i, jpeg] of jpegs.entries()) await writeFile(join(folder, names[i] ?? ""), jpeg);
  return names;
}

/** A set for `npm run eval -- --set`: cases with their videos, which are found by their hash. Returns how many had one, and not. */
export async function writeCases(
  lines: readonly FeedbackLine[],
  { videos, out }: { readonly videos: string; readonly out: string },
): Promise<{ readonly written: number; readonly withoutVideo: number }> {
  const cases = feedbackCases(lines);
  const files = await filesByHash(videos);
  await mkdir(out, { recursive: true });
  let written = 0;
  for (const { sha256, truth } of cases) {
    const file = files.get(sha256);
    if (file === undefined) continue;
    const video = `${truth.id}${extname(file)}`;
    await copyFile(file, join(out, video));
    await writeFile(join(out, `${truth.id}.case.json`), `${JSON.stringify({ ...truth, video }, null, 2)}\n`);
    written += 1;
  }
  return { written, withoutVideo: cases.length - written };
}

async function filesByHash(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(folder, entry.name);
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    files.set(hash.digest("hex"), path);
  }
  return files;
}
