import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Card, OutgoingFile, OutgoingMessage } from "../../chat/message.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Shrink } from "../../video/video.ts";
import { shorten } from "../ask/reply.ts";
import type { Still, Summary } from "../summary.ts";
import { type WallClock, withClock } from "../times/wall-clock.ts";
import { rangeText } from "../words.ts";
import { byType } from "./by-type.ts";
import { findingText, quietText } from "./camera/render-events.ts";
import type { FindingFacts, FindingType } from "./finding.ts";
import { minutes } from "./minutes.ts";
import { shortfallOf } from "./shortfall.ts";

/** Lines of one list in a message; the report has all. */
const MOST_LINES = 12;
/** Pictures beside the lists. */
const MOST_CARDS = 10;
/** Characters of what was said that stand beside a picture; the report has all. */
const MOST_SAID = 280;
/** What has a length of its own; the others are moments. */
const STRETCHES: readonly FindingType[] = ["topic", "event", "quiet"];

/** What is done one after the other. */
const COUNTED: readonly FindingType[] = ["step"];

type OfKind = Pick<Summary, "kind" | "findings" | "clock">;
type Filed = OfKind & Pick<Summary, "title" | "video" | "coverage">;

/** Under a summary, how its kind came to be chosen. */
export function kindLines({ kind }: Pick<Summary, "kind">, { kinds }: Catalogue): string[] {
  if (!kind?.measured || kind.name === "general") return [];
  return [kinds.chosen[kind.name](kind.measured)];
}

/** "0:12 The budget grows by ten percent (Ana, due Friday)" */
function findingLine(finding: FindingFacts, catalogue: Catalogue, clock?: WallClock): string {
  const { kinds } = catalogue;
  const { type, read, who, due, start } = finding;
  const text = findingText(finding, catalogue);
  const isStretch = STRETCHES.includes(type);
  const when = isStretch
    ? withClock(rangeText(finding), finding, clock)
    : withClock(formatTimecode(start), { start, end: start }, clock);
  // A slide's words stand beside its picture.
  const isRead = type !== "slide" && read !== undefined && !text.includes(read);
  return kinds.line({ when, text, ...(isRead && { read }), ...(who && { who }), ...(due && { due }) });
}

/** What a kind found, list by list; empty where the kind looks for nothing. */
export function findingsText({ kind, findings = [], clock }: OfKind, catalogue: Catalogue): string[] {
  if (!kind || kind.name === "general") return [];
  const { kinds } = catalogue;
  const lists = byType(findings).map(({ type, list }) =>
    [
      kinds.lists[type],
      ...(type === "quiet" ? [`• ${quietText(list, catalogue)}`] : linesOf(list, { type, catalogue, clock })),
    ].join("\n"),
  );
  return [...lists, ...shortfallOf({ kind, findings }, catalogue)];
}

interface OfList {
  readonly type: FindingType;
  readonly catalogue: Catalogue;
  readonly clock: WallClock | undefined;
}

function linesOf(list: readonly FindingFacts[], { type, catalogue, clock }: OfList): string[] {
  return [
    ...list.slice(0, MOST_LINES).map((finding, i) => {
      const mark = COUNTED.includes(type) ? `${i + 1}.` : "•";
      return `${mark} ${findingLine(finding, catalogue, clock)}`;
    }),
    ...(list.length > MOST_LINES ? [`• ${catalogue.kinds.more(list.length - MOST_LINES)}`] : []),
  ];
}

/** The same as a message of its own; null where the kind looks for nothing. */
export function renderFindings(
  summary: Filed,
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
export function findingFiles(summary: Filed, catalogue: Catalogue): readonly OutgoingFile[] {
  const { kind, findings = [] } = summary;
  if (kind?.name !== "meeting" || findings.length === 0) return [];
  const data = Buffer.from(minutes(summary, catalogue));
  return [{ name: "minutes.md", mediaType: "text/markdown", data }];
}

/** Those that have a picture, and a message shows. Where there are such, it does not show the segments. */
export function findingCards(summary: OfKind, catalogue: Catalogue, shrink: Shrink | undefined): Card[] {
  return illustrated(summary)
    .slice(0, MOST_CARDS)
    .map((found): Card => {
      const { still, ...finding } = found;
      const said = finding.cues.map(({ text }) => text).join(" ");
      return {
        time: withClock(rangeText(finding), finding, summary.clock),
        title: findingText(finding, catalogue),
        body: [finding.read ?? "", shorten(said, MOST_SAID)].filter((one) => one !== "").join("\n"),
        caption: catalogue.summary.stillCaption(momentOf(still)),
        image: pictureOf(found, catalogue, shrink),
      };
    });
}

/** Pictures of those for which the message has no room. */
export function furtherFindings(
  summary: OfKind,
  catalogue: Catalogue,
  shrink: Shrink | undefined,
): OutgoingFile[] {
  return illustrated(summary)
    .slice(MOST_CARDS)
    .map((found) => pictureOf(found, catalogue, shrink));
}

/** Stills that a message shows of what a kind found. */
export function shownFindings(summary: OfKind): readonly Still[] {
  return illustrated(summary)
    .slice(0, MOST_CARDS)
    .map(({ still }) => still);
}

type Illustrated = FindingFacts & { readonly still: Still };

function illustrated({ findings = [] }: OfKind): Illustrated[] {
  return findings.flatMap(({ still, ...finding }) => (still ? [{ ...finding, still }] : []));
}

function pictureOf(
  { still: { name, jpeg, ...still }, ...finding }: Illustrated,
  catalogue: Catalogue,
  shrink: Shrink | undefined,
): OutgoingFile {
  const words = catalogue.summary;
  const time = momentOf(still);
  const text = findingText(finding, catalogue);
  const alt = text ? words.stillAlt(time, text) : words.stillAltUndescribed(time);
  const smaller = shrink && ((maxBytes: number) => shrink(jpeg, maxBytes));
  return { name, mediaType: "image/jpeg", data: jpeg, alt, ...(smaller && { smaller }) };
}

function momentOf({ timestamp }: Pick<Still, "timestamp">): string {
  return formatTimecode(timestamp, { precision: 1 });
}
