import type { Catalogue } from "../chat/locales/locales.ts";
import type { Action, Card } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import { KINDS } from "./kinds/finding.ts";
import { type Summary, shownOf } from "./summary.ts";
import { headingOf, rangeText } from "./words.ts";

/** Buttons under a summary; the key names the context that they are about. */
export function actionsOf(summary: Summary, key: string, catalogue: Catalogue): Action[] {
  const { actions } = catalogue;
  const value = key.slice(0, ACTION_VALUE);
  const more = moreOf(summary, value, catalogue);
  const data: Action = { id: "data", label: actions.data, value };
  const transcript: Action[] =
    summary.cues.length > 0 ? [{ id: "transcript", label: actions.transcript, value }] : [];
  if (summary.model === null)
    return [{ id: "retry", label: actions.retry, value, style: "primary" }, more, data, ...transcript];
  const clip = clipOf(summary, catalogue);
  const as = asKind(summary, catalogue);
  const rate = rateOf(summary, value, catalogue);
  const menus = [more, ...clip, as, rate].filter(({ choices }) => choices).length;
  return [
    more,
    data,
    ...transcript,
    ...clip,
    askOf(summary, value, { hasRoom: menus < MOST_MENUS, catalogue }),
    as,
    { id: "helpful", label: actions.helpful, value: ratedValue(null, value) },
    rate,
  ];
}

/** The menus that every platform carries under a message. */
const MOST_MENUS = 4;

/**
 * A question about a part, asked by a form (src/chat/form.ts). Where the menus are used up it is a button, about whatever time the
 * question names.
 */
function askOf(
  summary: Summary,
  key: string,
  { hasRoom, catalogue }: { readonly hasRoom: boolean; readonly catalogue: Catalogue },
): Action {
  const { ask, askOfPart } = catalogue.actions;
  const choices = ofContext(segmentChoices(summary, catalogue), key).slice(0, MOST_CHOICES);
  return hasRoom && choices.length > 0
    ? { id: "ask", label: askOfPart, value: ratedValue(null, key), choices }
    : { id: "ask", label: ask, value: ratedValue(null, key) };
}

/** One segment's, by its position from zero. */
export function askAt(position: number, key: string, { actions }: Catalogue): Action {
  return { id: "ask", label: actions.ask, value: ratedValue(position, key.slice(0, ACTION_VALUE)) };
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

/** A segment of those that are shown, as a video. */
function clipOf(summary: Summary, catalogue: Catalogue): Action[] {
  const choices = segmentChoices(summary, catalogue).slice(0, MOST_CHOICES);
  return choices.length > 0
    ? [{ id: "clip", label: catalogue.actions.clip, value: "segment-1", choices }]
    : [];
}

/** One segment as a video, by its position from zero. */
export function clipAt(position: number, { actions }: Catalogue): Action {
  return { id: "clip", label: actions.clip, value: segmentValue(position) };
}

/** The same video, watched for something else. */
function asKind({ kind }: Summary, { actions, kinds }: Catalogue): Action {
  const others = KINDS.filter((name) => name !== (kind?.name ?? "general"));
  const choices = others.map((name) => ({ label: kinds.names[name], value: name }));
  return { id: "as", label: actions.as, value: "as", choices };
}

/** The most choices that every platform carries in a menu. */
const MOST_CHOICES = 25;

/** What was wrong is worth more with the segment that it is wrong in. Opens a form (src/chat/form.ts). */
function rateOf(summary: Summary, key: string, catalogue: Catalogue): Action {
  const { rate: label, allOfIt } = catalogue.actions;
  const segments = ofContext(segmentChoices(summary, catalogue), key);
  const choices = [{ label: allOfIt, value: ratedValue(null, key) }, ...segments];
  return { id: "rate", label, value: ratedValue(null, key), choices: choices.slice(0, MOST_CHOICES) };
}

function ofContext(choices: ReturnType<typeof segmentChoices>, key: string) {
  return choices.map((choice) => ({ ...choice, value: `${choice.value}@${key}` }));
}

/**
 * What feedback or a question is about: the whole, or a segment by its position from zero. With the context, since a later summary in the same
 * thread counts its segments anew.
 */
function ratedValue(position: number | null, key: string): string {
  return `${position === null ? "all" : segmentValue(position)}@${key}`;
}

function segmentValue(position: number): string {
  return `segment-${position + 1}`;
}

/** The buttons under a segment, or under the whole. */
export function ratingOf(
  position: number | null,
  key: string,
  { actions }: Catalogue,
): NonNullable<Card["rating"]> {
  return { value: ratedValue(position, key), good: actions.good, bad: actions.notGood };
}

function segmentChoices(summary: Summary, catalogue: Catalogue) {
  return shownOf(summary).flatMap((position) => {
    const segment = summary.segments[position];
    if (!segment) return [];
    const label = `${rangeText(segment)} ${headingOf(summary, position, catalogue)}`;
    return [{ label, value: segmentValue(position) }];
  });
}

/** The longest value that every platform carries. */
export const ACTION_VALUE = 60;
