import type { Catalogue } from "../chat/locales/locales.ts";
import type { Action, Card, OutgoingFile, OutgoingMessage } from "../chat/message.ts";
import type { Shrink } from "../video/video.ts";
import type { Segment, Summary } from "./summary.ts";
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
    ].join("\n\n"),
    cards: summary.segments.map((segment, position) => ({
      ...card(summary, segment, position, catalogue),
      image: stillFile(segment, catalogue, shrink),
    })),
    footer: [
      ...(playlist ? [catalogue.summary.firstOfList(playlist.title, playlist.videos)] : []),
      coverageText(summary, catalogue),
      ...summary.warnings.map((warning) => warningText(warning, catalogue)),
      ...(typeof madeAt === "number" ? [questions.madeBefore(dateText(madeAt, catalogue))] : []),
    ],
    ...(key !== undefined && { actions: actionsOf(summary, key, catalogue) }),
    ...(needsModel(summary) && { operatorHint: catalogue.summary.connectModel }),
    data: summaryFile(summary),
  };
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
  const { name, jpeg } = segment.still;
  return {
    ...{ name, mediaType: "image/jpeg", data: jpeg, alt: stillAlt(segment, catalogue) },
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
  const more: Action = { id: "more", label: actions.more, value };
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

/** The most choices that every platform carries in a menu. */
const MOST_CHOICES = 25;

/** What was wrong is worth more with the segment that it is wrong in; positions count from one, as in the report. */
function notHelpful(summary: Summary, catalogue: Catalogue): Action {
  const { notHelpful: label, allOfIt } = catalogue.actions;
  const action: Action = { id: "not-helpful", label, value: "all" };
  if (summary.segments.length < 2) return action;
  const segments = summary.segments.map((segment, position) => ({
    label: `${rangeText(segment)} ${headingOf(summary, position, catalogue)}`,
    value: `segment-${position + 1}`,
  }));
  return { ...action, choices: [{ label: allOfIt, value: "all" }, ...segments].slice(0, MOST_CHOICES) };
}

/** The longest value that every platform carries. */
const ACTION_VALUE = 60;
