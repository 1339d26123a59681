import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { headingOf } from "../../../src/summary/words.ts";
import type { TimeRange } from "../../../src/video/video.ts";

/** The heading of the segment in which most of a range lies; empty where there is none. */
export function themeAt(summary: Summary | null, { start, end }: TimeRange, locale: string): string {
  if (!summary) return "";
  const shares = summary.segments.map((one) => Math.min(one.end, end) - Math.max(one.start, start));
  const position = shares.indexOf(Math.max(...shares));
  const share = shares[position] ?? 0;
  return share > 0 ? headingOf(summary, position, catalogueFor(locale)) : "";
}
