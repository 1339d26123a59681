import type { Catalogue } from "../chat/locales/locales.ts";
import type { Card, OutgoingFile, OutgoingMessage } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Shrink } from "../video/video.ts";
import { clockLines } from "./kinds/camera/render-events.ts";
import {
  findingCards,
  findingsText,
  furtherFindings,
  kindLines,
  shownFindings,
} from "./kinds/render-findings.ts";
import { actionsOf, ratingOf } from "./render-actions.ts";
import { type Segment, type Still, type Summary, shownOf } from "./summary.ts";
import { summaryFile } from "./summary-json.ts";
import { withClock } from "./times/wall-clock.ts";
import {
  coverageText,
  headingOf,
  overviewOf,
  quoteLines,
  rangeText,
  stillAlt,
  stillTime,
  titleOf,
  warningText,
} from "./words.ts";

interface RenderOptions {
  /** Names the context that the buttons are about; without it there are none. */
  readonly key?: string;
  /** When an earlier look made it, milliseconds since 1970. */
  readonly madeAt?: number | null;
  readonly shrink?: Shrink;
  /** Which of several videos of one message it is. */
  readonly part?: { readonly number: number; readonly of: number };
  /** The list whose first video this is. */
  readonly playlist?: { readonly title: string; readonly videos: number | null };
}

/** A finished summary as every platform can show it, in the reader's language around the model's texts. */
export function renderSummary(
  summary: Summary,
  catalogue: Catalogue,
  { key, madeAt, shrink, part, playlist }: RenderOptions = {},
): OutgoingMessage {
  const { questions } = catalogue;
  const found = findingCards(summary, catalogue, shrink);
  const isRated = key !== undefined && summary.model !== null;
  return {
    kind: "summary",
    title: titleOf(summary, catalogue),
    text: [
      ...(part ? [catalogue.summary.oneOf(part.number, part.of, summary.video.name)] : []),
      overviewOf(summary, catalogue),
      ...contentsOf(summary, catalogue, found.length > 0),
      ...findingsText(summary, catalogue),
    ].join("\n\n"),
    cards:
      found.length > 0
        ? found
        : shownOf(summary).map((position) => ({
            ...cardAt(summary, position, catalogue, shrink),
            ...(isRated && { rating: ratingOf(position, key, catalogue) }),
          })),
    footer: [
      ...(playlist ? [catalogue.summary.firstOfList(playlist.title, playlist.videos)] : []),
      coverageText(summary, catalogue),
      ...(summary.model === null ? [] : [catalogue.summary.writtenByModel]),
      ...kindLines(summary, catalogue),
      ...clockLines(summary, catalogue),
      ...summary.warnings.map((warning) => warningText(warning, catalogue)),
      ...(typeof madeAt === "number" ? [questions.madeBefore(dateText(madeAt, catalogue))] : []),
    ],
    ...(key !== undefined && { actions: actionsOf(summary, key, catalogue) }),
    ...(isRated && { rating: ratingOf(null, key, catalogue) }),
    ...(needsModel(summary) && { operatorHint: catalogue.summary.connectModel }),
    data: summaryFile(summary),
    ...((summary.shown || found.length > 0) && { further: hiddenStills(summary, catalogue, shrink) }),
  };
}

/** Those that a message shows: of what a kind found, else of the segments. */
export function shownStills(summary: Summary): readonly Still[] {
  const found = shownFindings(summary);
  if (found.length > 0) return found;
  return shownOf(summary).flatMap((position) => summary.segments[position]?.still ?? []);
}

/** Of the segments, and of what a kind found, that a message does not show. */
function hiddenStills(summary: Summary, catalogue: Catalogue, shrink: Shrink | undefined): OutgoingFile[] {
  const shown = new Set(shownFindings(summary).length > 0 ? [] : shownOf(summary));
  const hidden = summary.segments.filter((_, position) => !shown.has(position));
  return [
    ...furtherFindings(summary, catalogue, shrink),
    ...hidden.map((segment) => stillFile(segment, catalogue, shrink)),
  ];
}

/** Chapters, each with the time of its beginning: a long video's, and of a shorter one its segments where no card shows them. */
function contentsOf(summary: Summary, catalogue: Catalogue, isWithoutCards: boolean): string[] {
  const { chapters, segments } = summary;
  const lines = chapters.map(({ start, title }) => `${formatTimecode(start)} ${title}`);
  if (lines.length > 0) return [lines.join("\n")];
  const isTold = segments.some(({ theme }) => theme !== "");
  if (!isWithoutCards || !isTold) return [];
  const heads = segments.map(
    ({ start }, position) => `${formatTimecode(start)} ${headingOf(summary, position, catalogue)}`,
  );
  return [heads.join("\n")];
}

/** One part of a long video as soon as it is ready; the summary takes its place in the end. */
export function renderPart(
  part: Summary,
  catalogue: Catalogue,
  { number, of, shrink }: { readonly number: number; readonly of: number; readonly shrink?: Shrink },
): OutgoingMessage {
  const words = catalogue.summary;
  const range = rangeText(part.coverage);
  return {
    kind: "part",
    part: String(number),
    title: words.partOf({ number, of, range, title: part.title }),
    text: part.overview || words.partWithoutWords,
    cards: part.segments.map((_, position) => cardAt(part, position, catalogue, shrink)),
  };
}

/** What a long video looks like so far, before a model has said a word. */
export function renderGlimpse(
  stills: readonly Still[],
  catalogue: Catalogue,
  shrink?: Shrink,
): OutgoingMessage {
  const words = catalogue.summary;
  return {
    kind: "part",
    part: "glimpse",
    text: words.glimpse,
    cards: stills.map((still) => {
      const time = formatTimecode(still.timestamp, { precision: 1 });
      const alt = words.stillAltUndescribed(time);
      const caption = words.stillCaption(time);
      return { time, title: "", body: "", caption, image: pictureFile(still, alt, shrink) };
    }),
  };
}

/** The segments of one chapter of a long video, all of them. */
export function renderChapter(
  summary: Summary,
  chapter: number,
  catalogue: Catalogue,
  shrink?: Shrink,
): OutgoingMessage | null {
  const range = summary.chapters[chapter];
  if (!range) return null;
  const positions = summary.segments.flatMap(({ start }, position) =>
    start >= range.start && start < range.end ? [position] : [],
  );
  return {
    kind: "answer",
    title: range.title,
    text: rangeText(range),
    cards: positions.map((position) => cardAt(summary, position, catalogue, shrink)),
  };
}

/** The cards of a summary that was shown in brief. */
export function renderDetails(
  summary: Summary,
  catalogue: Catalogue,
  options: Pick<RenderOptions, "key" | "shrink">,
): OutgoingMessage {
  const { title, cards = [] } = renderSummary(summary, catalogue, options);
  return {
    kind: "answer",
    ...(title && { title }),
    text: catalogue.summary.details(cards.length, rangeText(summary.coverage)),
    cards,
  };
}

function cardAt(summary: Summary, position: number, catalogue: Catalogue, shrink: Shrink | undefined): Card {
  const segment = summary.segments[position];
  if (!segment) throw new RangeError(`there is no segment ${position}`);
  const image = stillFile(segment, catalogue, shrink);
  return { ...card(summary, segment, position, catalogue), image };
}

function card(summary: Summary, segment: Segment, position: number, catalogue: Catalogue): Card {
  const { description, significance } = segment;
  return {
    time: withClock(rangeText(segment), segment, summary.clock),
    title: headingOf(summary, position, catalogue),
    body: [description, ...quoteLines(segment, catalogue)].filter((line) => line !== "").join("\n"),
    ...(significance && { note: catalogue.summary.significance(significance) }),
    caption: catalogue.summary.stillCaption(stillTime(segment)),
  };
}

function stillFile(segment: Segment, catalogue: Catalogue, shrink: Shrink | undefined): OutgoingFile {
  return pictureFile(segment.still, stillAlt(segment, catalogue), shrink);
}

function pictureFile({ name, jpeg }: Still, alt: string, shrink: Shrink | undefined): OutgoingFile {
  return {
    ...{ name, mediaType: "image/jpeg", data: jpeg, alt },
    ...(shrink && { smaller: (maxBytes) => shrink(jpeg, maxBytes) }),
  };
}

/** A model that refused, dawdled or talked nonsense is connected already: how to connect one is no help then. */
function needsModel({ warnings }: Summary): boolean {
  return warnings.some(
    (warning) =>
      warning.kind === "no-model" && (warning.reason === "missing" || warning.reason === "unreachable"),
  );
}

/** With the time zone: readers of one thread sit in several, and the bot in another. */
const DATE_AND_TIME = {
  ...{ year: "numeric", month: "short", day: "numeric" },
  ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short" },
} as const satisfies Intl.DateTimeFormatOptions;

function dateText(time: number, { lang }: Catalogue): string {
  return new Intl.DateTimeFormat(lang, DATE_AND_TIME).format(time);
}
