import type { LabelledFrame } from "../ask/prompt.ts";
import { isMeant, label } from "../ask/reply.ts";

const TIME = /^(?:\d{1,3}:)?(?:\d{1,3}:)?\d+([.,]\d+)?$/;

/**
 * The label of the sent frame that a time names, in whichever form: "12.5", "<12.5 seconds>", 67, "00:01:07". A time written to
 * the second stands for the first frame within it. What names none comes back as it is, and is found to be unknown.
 */
export function labelNamed(time: string | number, frames: readonly LabelledFrame[]): string {
  const written = label.parse(time);
  if (frames.some((frame) => frame.label === written)) return written;
  const match = TIME.exec(written);
  if (!match) return written;
  const seconds = written
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  const moment = { seconds, isExact: match[1] !== undefined };
  return frames.find(({ timestamp }) => isMeant(timestamp, moment))?.label ?? written;
}
