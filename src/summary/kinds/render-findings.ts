import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Card, OutgoingFile, OutgoingMessage } from "../../chat/message.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Shrink } from "../../video/video.ts";
import type { Summary } from "../summary.ts";
import { rangeText } from "../words.ts";
import { byType } from "./find-of-kind.ts";
import type { FindingFacts, FindingType } from "./finding.ts";

/** Lines of one list in a message; the report has all. */
const MOST_LINES = 12;
/** Pictures beside the lists. */
const MOST_CARDS = 10;
/** What has a length of its own; the others are moments. */
const STRETCHES: readonly FindingType[] = ["topic", "event", "quiet"];

type OfKind = Pick<Summary, "kind" | "findings">;

/** Under a summary, how its kind came to be chosen. */
export function kindLines({ kind }: Pick<Summary, "kind">, { kinds }: Catalogue): string[] {
  if (!kind?.measured || kind.name === "general") return [];
  return [kinds.chosen[kind.name](kind.measured)];
}

/** "0:12 The budget grows by ten percent (Ana, by Friday)" */
function findingLine(finding: FindingFacts, { kinds }: Catalogue): string {
  const { type, text, who, due, start } = finding;
  const when = STRETCHES.includes(type) ? rangeText(finding) : formatTimecode(start);
  return kinds.line({ when, text, ...(who && { who }), ...(due && { due }) });
}

/** What a kind found, list by list; empty where the kind looks for nothing. */
export function findingsText({ kind, findings = [] }: OfKind, catalogue: Catalogue): string[] {
  if (!kind || kind.name === "general") return [];
  const { kinds } = catalogue;
  const lists = byType(findings).map(({ type, list }) =>
    [
      kinds.lists[type],
      ...list.slice(0, MOST_LINES).map((finding) => `• ${findingLine(finding, catalogue)}`),
      ...(list.length > MOST_LINES ? [`• ${kinds.more(list.length - MOST_LINES)}`] : []),
    ].join("\n"),
  );
  if (kind.isUnfinished) return [...lists, kinds.unfinished];
  return lists.length > 0 ? lists : [kinds.nothing[kind.name]];
}

/** The same as a message of its own; null where the kind looks for nothing. */
export function renderFindings(
  summary: OfKind,
  catalogue: Catalogue,
  shrink?: Shrink,
): OutgoingMessage | null {
  const { kind } = summary;
  if (!kind || kind.name === "general") return null;
  return {
    kind: "answer",
    title: catalogue.kinds.titles[kind.name],
    text: findingsText(summary, catalogue).join("\n\n"),
    cards: findingCards(summary, catalogue, shrink),
    files: findingFiles(summary, catalogue),
  };
}

/** A kind's findings as files to keep. */
export function findingFiles(_summary: OfKind, _catalogue: Catalogue): readonly OutgoingFile[] {
  return [];
}

/** Those that have a picture. Where there are such, a message shows them and not the segments. */
export function findingCards(
  { findings = [] }: OfKind,
  catalogue: Catalogue,
  shrink: Shrink | undefined,
): Card[] {
  return findings
    .flatMap(({ still, ...finding }) => (still ? [{ still, finding }] : []))
    .slice(0, MOST_CARDS)
    .map(({ still: { name, jpeg, timestamp }, finding }): Card => {
      const time = formatTimecode(timestamp, { precision: 1 });
      const alt = finding.text
        ? catalogue.summary.stillAlt(time, finding.text)
        : catalogue.summary.stillAltUndescribed(time);
      const smaller = shrink && ((maxBytes: number) => shrink(jpeg, maxBytes));
      return {
        time: rangeText(finding),
        title: finding.text,
        body: finding.cues.map(({ text }) => text).join(" "),
        caption: catalogue.summary.stillCaption(time),
        image: { name, mediaType: "image/jpeg", data: jpeg, alt, ...(smaller && { smaller }) },
      };
    });
}
