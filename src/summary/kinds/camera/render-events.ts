import type { Catalogue } from "../../../chat/locales/locales.ts";
import { formatTimecode } from "../../../chat/text/timecode.ts";
import type { TimeRange } from "../../../video/video.ts";
import type { Summary } from "../../summary.ts";
import { clockStamp } from "../../times/wall-clock.ts";
import { rangeText } from "../../words.ts";
import type { FindingFacts } from "../finding.ts";

/** What a finding says; of what no model has described, where in the picture it was measured. */
export function findingText({ text, places = [] }: FindingFacts, { kinds }: Catalogue): string {
  const [first, last] = places;
  if (text !== "" || first === undefined) return text;
  return last === undefined ? kinds.moved[first] : kinds.movedOn(first, last);
}

/** "3:03 in 4 stretches, the longest 0:00 – 0:40" */
export function quietText(quiet: readonly TimeRange[], { kinds }: Catalogue): string {
  const length = ({ start, end }: TimeRange) => end - start;
  const total = quiet.reduce((sum, stretch) => sum + length(stretch), 0);
  const longest = quiet.reduce((most, stretch) => (length(stretch) > length(most) ? stretch : most));
  return kinds.quiet({ total: formatTimecode(total), count: quiet.length, longest: rangeText(longest) });
}

/** Under a summary, where its times of day come from; nothing where it has none. */
export function clockLines({ clock }: Pick<Summary, "clock">, { kinds }: Catalogue): string[] {
  if (!clock) return [];
  const start = clockStamp(clock, 0).replace("T", " ");
  return [clock.isUtc ? kinds.clock.recorded(start) : kinds.clock.named(start)];
}
