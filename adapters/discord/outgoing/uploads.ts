import type { OutgoingFile } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { CONTENT_LENGTH, FILES_BYTES } from "../limits.ts";
import { escapeLine } from "../render/escape.ts";
import { embedLength, type Part } from "../render/part.ts";

export interface UploadLimits {
  readonly bytesPerFile: number;
  /** The sentence that says which files are missing for their size. */
  readonly saysLeftOut: (names: string, limitMegabytes: number) => string;
  /** The same for those that were refused although they were within the limit. */
  readonly saysRefused: (names: string) => string;
}

const MEBIBYTE = 1024 * 1024;
const NAMES_LENGTH = 120;

/** The part with each file as Discord takes it there: as it is, made smaller, or left out with a sentence. */
export async function fitFiles(part: Part, limits: UploadLimits): Promise<Part> {
  let room = FILES_BYTES;
  const kept: OutgoingFile[] = [];
  const leftOut: OutgoingFile[] = [];
  for (const file of part.files) {
    const fitting = await within(file, Math.min(limits.bytesPerFile, room));
    if (fitting) {
      kept.push(fitting);
      room -= fitting.data.byteLength;
    } else leftOut.push(file);
  }
  const megabytes = Math.max(1, Math.floor(limits.bytesPerFile / MEBIBYTE));
  const says = (names: string) => limits.saysLeftOut(names, megabytes);
  return withoutFiles({ ...part, files: kept }, leftOut, says);
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
  const remark = `-# ${escapeLine(says(names))}`;
  return {
    ...part,
    content: [part.content, remark]
      .filter((text) => text !== "")
      .join("\n")
      .slice(0, CONTENT_LENGTH),
    files: part.files.filter(({ name }) => !gone.has(name)),
    embeds: part.embeds
      .map(({ image, ...embed }) =>
        image && !gone.has(image.url.replace("attachment://", "")) ? { ...embed, image } : embed,
      )
      .filter((embed) => "image" in embed || embedLength(embed) > 0),
  };
}

async function within(file: OutgoingFile, limit: number): Promise<OutgoingFile | null> {
  if (file.data.byteLength <= limit) return file;
  const data = (await file.smaller?.(limit)) ?? null;
  return data && data.byteLength <= limit ? { ...file, data } : null;
}
