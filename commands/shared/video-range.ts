import type { OptionValues } from "../../src/chat/event.ts";
import { parseTimecode } from "../../src/chat/text/timecode.ts";
import { CuepointError } from "../../src/errors.ts";
import type { RequestedRange } from "../../src/summary/summary.ts";

/** The part of the video that the options "from" and "to" ask for. Throws `range-invalid`. */
export function readRange({ from, to }: OptionValues): RequestedRange {
  const start = readTime(from);
  const end = readTime(to);
  if (start === null || end === null || isEmpty(start, end)) {
    throw new CuepointError("range-invalid", {
      ...(from !== undefined && { from: String(from) }),
      ...(to !== undefined && { to: String(to) }),
    });
  }
  return { ...(start !== undefined && { from: start }), ...(end !== undefined && { to: end }) };
}

function isEmpty(start = 0, end = Number.POSITIVE_INFINITY): boolean {
  return start >= end;
}

/** Null where it is no time, undefined where none was given. */
function readTime(value: OptionValues[string] | undefined): number | null | undefined {
  return value === undefined ? undefined : parseTimecode(String(value));
}
