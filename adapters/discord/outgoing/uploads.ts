import type { FileRoom, OutgoingFile } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { FILES_BYTES, FILES_PER_MESSAGE } from "../limits.ts";
import { escapeLine } from "../render/escape.ts";
import { embedLength, isShown, type Part, withLine } from "../render/part.ts";

export interface UploadLimits {
  readonly bytesPerFile: number;
  /** The sentence that says which files are missing for their size. */
  readonly saysLeftOut: (names: string, limitMegabytes: number) => string;
  /** The same for those that were refused although they were within the limit. */
  readonly saysRefused: (names: string) => string;
}

const MEBIBYTE = 1024 * 1024;
const NAMES_LENGTH = 120;

/** The part with each file as Discord takes it there: as it is, in several, made smaller, or left out with a sentence. */
export async function fitFiles(part: Part, limits: UploadLimits): Promise<Part> {
  let bytes = FILES_BYTES;
  const kept: OutgoingFile[] = [];
  const leftOut: OutgoingFile[] = [];
  for (const [index, file] of part.files.entries()) {
    const files = FILES_PER_MESSAGE - kept.length - (part.files.length - index - 1);
    const fitting = await fitted(file, { bytesPerFile: Math.min(limits.bytesPerFile, bytes), bytes, files });
    if (fitting.length === 0) leftOut.push(file);
    kept.push(...fitting);
    bytes -= fitting.reduce((sum, { data }) => sum + data.byteLength, 0);
  }
  const megabytes = Math.max(1, Math.floor(limits.bytesPerFile / MEBIBYTE));
  const says = (names: string) => limits.saysLeftOut(names, megabytes);
  return withoutFiles({ ...part, files: kept }, leftOut, says);
}

/** Nothing where it does not fit in any form. */
async function fitted(file: OutgoingFile, room: Omit<FileRoom, "name">): Promise<readonly OutgoingFile[]> {
  if (file.data.byteLength <= room.bytesPerFile) return [file];
  const several = await file.inSeveral?.({ name: file.name, ...room });
  if (several && doFit(several, room)) return several;
  const smaller = await within(file, room.bytesPerFile);
  return smaller ? [smaller] : [];
}

function doFit(
  several: readonly OutgoingFile[],
  { bytesPerFile, bytes, files }: Omit<FileRoom, "name">,
): boolean {
  const sizes = several.map(({ data }) => data.byteLength);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return several.length <= files && total <= bytes && sizes.every((size) => size <= bytesPerFile);
}

/** The part with its largest file in half the bytes, or without it where it has no smaller form. */
export async function withLessOfLargest(part: Part, { saysRefused }: UploadLimits): Promise<Part> {
  const [largest] = part.files.toSorted((a, b) => b.data.byteLength - a.data.byteLength);
  if (!largest) return part;
  const smaller = await within(largest, Math.floor(largest.data.byteLength / 2));
  if (!smaller) return withoutFiles(part, [largest], saysRefused);
  return { ...part, files: part.files.map((file) => (file === largest ? smaller : file)) };
}

/** Files go by their name: those that were made smaller are no longer the same objects. */
export function withoutFiles(
  part: Part,
  files: readonly OutgoingFile[],
  says: (names: string) => string,
): Part {
  if (files.length === 0) return part;
  const gone = new Set(files.map(({ name }) => name));
  const names = shorten(files.map(({ name }) => name).join(", "), NAMES_LENGTH);
  return {
    ...withLine(part, escapeLine(says(names))),
    files: part.files.filter(({ name }) => !gone.has(name)),
    embeds: part.embeds
      .map(({ image, ...embed }) =>
        image && !files.some((file) => isShown(file, [{ image }])) ? { ...embed, image } : embed,
      )
      .filter((embed) => "image" in embed || embedLength(embed) > 0),
  };
}

async function within(file: OutgoingFile, limit: number): Promise<OutgoingFile | null> {
  if (file.data.byteLength <= limit) return file;
  const data = (await file.smaller?.(limit)) ?? null;
  return data && data.byteLength <= limit ? { ...file, data } : null;
}
