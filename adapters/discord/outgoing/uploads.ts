import type { OutgoingFile } from "../../../src/chat/message.ts";
import { CONTENT_LENGTH, REQUEST_BYTES } from "../limits.ts";
import type { Shrink } from "../options.ts";
import { escapeLine } from "../render/escape.ts";
import { embedLength, type Part } from "../render/part.ts";
import { shorten } from "../render/split-text.ts";

export interface UploadLimits {
  readonly bytesPerFile: number;
  readonly shrink?: Shrink | undefined;
  /** The sentence that says which files are missing. */
  readonly saysLeftOut: (names: string, limitMegabytes: number) => string;
}

/** A request also holds the text, the parts' headers and the boundary lines. */
const ENVELOPE_BYTES = 64 * 1024;
const MEBIBYTE = 1024 * 1024;
const NAMES_LENGTH = 120;

/** The part with each file as the place takes it: as it is, made smaller, or left out with a word. */
export async function fitFiles(part: Part, limits: UploadLimits): Promise<Part> {
  let room = REQUEST_BYTES - ENVELOPE_BYTES;
  const kept: OutgoingFile[] = [];
  const leftOut: OutgoingFile[] = [];
  for (const file of part.files) {
    const smaller = await fitOne(file, Math.min(limits.bytesPerFile, room), limits.shrink);
    if (smaller) {
      kept.push(smaller);
      room -= smaller.data.byteLength;
    } else leftOut.push(file);
  }
  const fitting = { ...part, files: kept };
  return leftOut.length === 0 ? fitting : withoutFiles(fitting, leftOut, limits);
}

/** The part without its largest file, with a word on it. */
export function withoutLargest(part: Part, limits: UploadLimits): Part {
  const largest = part.files.toSorted((a, b) => b.data.byteLength - a.data.byteLength)[0];
  return largest ? withoutFiles(part, [largest], limits) : part;
}

/** Files go by their name: those that `fitFiles` made smaller are no longer the same objects. */
function withoutFiles(part: Part, files: readonly OutgoingFile[], limits: UploadLimits): Part {
  const gone = new Set(files.map(({ name }) => name));
  const names = shorten(files.map(({ name }) => name).join(", "), NAMES_LENGTH);
  const megabytes = Math.max(1, Math.floor(limits.bytesPerFile / MEBIBYTE));
  const remark = `-# ${escapeLine(limits.saysLeftOut(names, megabytes))}`;
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

async function fitOne(
  file: OutgoingFile,
  limit: number,
  shrink: Shrink | undefined,
): Promise<OutgoingFile | null> {
  if (file.data.byteLength <= limit) return file;
  if (file.mediaType !== "image/jpeg" || !shrink) return null;
  const data = await shrink(file.data, limit);
  return data && data.byteLength <= limit ? { ...file, data } : null;
}
