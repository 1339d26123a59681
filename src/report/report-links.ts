import type { Catalogue } from "../chat/locales/locales.ts";
import type { TimeLink } from "../chat/message.ts";
import { renderSummary } from "../summary/render.ts";
import type { Summary } from "../summary/summary.ts";
import { type MomentUrl, withTimes } from "../summary/times/link-times.ts";
import { rangeText } from "../summary/words.ts";

/** The times in a report that are links: those of a message with all its segments, and of its chapters and parts. */
export function linksOf(summary: Summary, catalogue: Catalogue, moments: MomentUrl): readonly TimeLink[] {
  const { shown: _, ...whole } = summary;
  const message = renderSummary(whole, catalogue);
  const more = [
    ...summary.chapters.map(rangeText),
    ...summary.parts.flatMap((part) => [rangeText(part), part.overview]),
  ];
  const text = [message.text, ...more].join("\n");
  return withTimes({ ...message, text }, moments).times ?? [];
}
