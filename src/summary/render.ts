import type { Catalogue } from "../chat/locales/locales.ts";
import type { Action, Card, OutgoingFile, OutgoingMessage } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Shrink } from "../video/video.ts";
import type { Segment, Still, Summary } from "./summary.ts";
import { summaryFile } from "./summary-json.ts";
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
  return {
    kind: "summary",
    title: titleOf(summary, catalogue),
    text: [
      ...(part ? [catalogue.summary.oneOf(part.number, part.of, summary.video.name)] : []),
      overviewOf(summary, catalogue),
      ...contentsOf(summary),
    ].join("\n\n"),
    cards: shownOf(summary).map((position) => cardAt(summary, position, catalogue, shrink)),
    footer: [
      ...(playlist ? [catalogue.summary.firstOfList(playlist.title, playlist.videos)] : []),
      coverageText(summary, catalogue),
      ...summary.warnings.map((warning) => warningText(warning, catalogue)),
      ...(typeof madeAt === "number" ? [questions.madeBefore(dateText(madeAt, catalogue))] : []),
    ],
    ...(key !== undefined && { actions: actionsOf(summary, key, catalogue) }),
    ...(needsModel(summary) && { operatorHint: catalogue.summary.connectModel }),
    data: summaryFile(summary),
    ...(summary.shown && { further: hiddenStills(summary, catalogue, shrink) }),
  };
}

/** Positions of the segments that a message shows. */
export function shownOf({ segments, shown }: Pick<Summary, "segments" | "shown">): readonly number[] {
  return shown ?? segments.map((_, position) => position);
}

/** Of the segments that a message does not show. */
function hiddenStills(summary: Summary, catalogue: Catalogue, shrink: Shrink | undefined): OutgoingFile[] {
  const shown = new Set(shownOf(summary));
  const hidden = summary.segments.filter((_, position) => !shown.has(position));
  return hidden.map((segment) => stillFile(segment, catalogue, shrink));
}

/** A long video's chapters, each with the time of its beginning. */
function contentsOf({ chapters }: Summary): string[] {
  const lines = chapters.map(({ start, title }) => `${formatTimecode(start)} ${title}`);
  return lines.length > 0 ? [lines.join("\n")] : [];
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

function cardAt(summary: Summary, position: number, catalogue: Catalogue, shrink: Shrink | undefined): Card {
  const segment = summary.segments[position];
  if (!segment) throw new RangeError(`there is no segment ${position}`);
  const image = stillFile(segment, catalogue, shrink);
  return { ...card(summary, segment, position, catalogue), image };
}

function card(summary: Summary, segment: Segment, position: number, catalogue: Catalogue): Card {
  const { description, significance } = segment;
  return {
    time: rangeText(segment),
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

/** Buttons under a summary; the key names the context that they are about. */
function actionsOf(summary: Summary, key: string, catalogue: Catalogue): Action[] {
  const { actions } = catalogue;
  const value = key.slice(0, ACTION_VALUE);
  const more = moreOf(summary, value, catalogue);
  const data: Action = { id: "data", label: actions.data, value };
  const transcript: Action[] =
    summary.cues.length > 0 ? [{ id: "transcript", label: actions.transcript, value }] : [];
  if (summary.model === null)
    return [{ id: "retry", label: actions.retry, value, style: "primary" }, more, data, ...transcript];
  return [
    more,
    data,
    ...transcript,
    { id: "helpful", label: actions.helpful, value: "all" },
    notHelpful(summary, catalogue),
  ];
}

/** More keyframes; of a long video, which shows some of its segments, the rest by chapter. */
function moreOf({ chapters, segments, shown }: Summary, value: string, { actions }: Catalogue): Action {
  const action: Action = { id: "more", label: actions.more, value };
  if (!shown || shown.length === segments.length || chapters.length === 0) return action;
  const choices = chapters.map(({ start, title }, i) => ({
    label: `${formatTimecode(start)} ${title}`,
    value: `chapter-${i + 1}`,
  }));
  return { ...action, label: actions.moreOfChapter, choices: choices.slice(0, MOST_CHOICES) };
}

/** The most choices that every platform carries in a menu. */
const MOST_CHOICES = 25;

/** What was wrong is worth more with the segment that it is wrong in; positions count from one, as in the report. */
function notHelpful(summary: Summary, catalogue: Catalogue): Action {
  const { notHelpful: label, allOfIt } = catalogue.actions;
  const action: Action = { id: "not-helpful", label, value: "all" };
  if (summary.segments.length < 2) return action;
  const segments = shownOf(summary).flatMap((position) => {
    const segment = summary.segments[position];
    if (!segment) return [];
    const label = `${rangeText(segment)} ${headingOf(summary, position, catalogue)}`;
    return [{ label, value: `segment-${position + 1}` }];
  });
  return { ...action, choices: [{ label: allOfIt, value: "all" }, ...segments].slice(0, MOST_CHOICES) };
}

/** The longest value that every platform carries. */
const ACTION_VALUE = 60;
