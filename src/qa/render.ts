import type { Catalogue } from "../chat/locales/locales.ts";
import type { Card, OutgoingMessage } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Cue } from "../sound/transcript.ts";
import type { Coverage } from "../summary/summary.ts";
import { type WallClock, withClock } from "../summary/times/wall-clock.ts";
import { coverageSentence, quoteLines, soundSentence } from "../summary/words.ts";
import type { Frame, Shrink } from "../video/video.ts";
import type { AboutSpeech } from "./about-speech.ts";
import type { Answer } from "./answer.ts";
import { joined } from "./evidence/sentences.ts";

interface AnswerParts {
  readonly answer: Answer;
  /** The cited frames as pictures, oldest first. */
  readonly moments: readonly Frame[];
  readonly coverage: Coverage;
  /** The oldest turns no longer fit, and this thread has not heard so yet. */
  readonly tellCut: boolean;
  /** Where in a long video the answer comes from. */
  readonly notes?: readonly string[];
  /** What is said where there is no answer, in place of what was looked at. */
  readonly notFound?: string | undefined;
  readonly shrink?: Shrink;
  readonly clock?: WallClock | undefined;
}

/** An answer with its evidence: what was said, the moments that show it, and what a reader must know. */
export function renderAnswer(
  { answer, moments, coverage, tellCut, notes = [], notFound, shrink, clock }: AnswerParts,
  catalogue: Catalogue,
): OutgoingMessage {
  const words = catalogue.questions;
  const rescanned = answer.rescanned.map(({ start, end }) =>
    words.lookedAgain(formatTimecode(start, { precision: 1 }), formatTimecode(end, { precision: 1 })),
  );
  const isHeard = coverage.sound.source !== "none";
  const notHeard = words.notHeard(soundSentence(coverage.sound, catalogue.summary));
  const [first, ...further] = answer.text ? passagesOf(answer, moments) : [];
  const textOf = ({ texts, quotes }: Passage) =>
    [joined(texts), ...quoteLines({ quotes }, catalogue)].join("\n");
  const cardsOf = ({ texts, moments: shown }: Passage): Card[] =>
    shown.map((moment) =>
      atClock(momentCard(moment, catalogue, { shrink, about: joined(texts) }), moment, clock),
    );
  return {
    kind: "answer",
    text: first ? textOf(first) : (notFound ?? notFoundText(answer.about, coverage, catalogue)),
    cards: [
      ...(first ? cardsOf(first) : []),
      ...further.flatMap((passage) =>
        cardsOf(passage).map((card, i) => (i === 0 ? { ...card, time: "", body: textOf(passage) } : card)),
      ),
    ],
    footer: [
      // Of a question that the pictures alone have answered a reader should know that the words were not there.
      ...(answer.text && answer.about !== "no" && !isHeard ? [notHeard] : []),
      ...notes,
      ...rescanned,
      ...moments.flatMap((moment) => insteadOf(moment, catalogue)),
      ...(answer.originalGone ? [words.originalGone] : []),
      ...(answer.shortage ? [words.shortages[answer.shortage]] : []),
      ...(tellCut ? [words.conversationCut] : []),
    ],
  };
}

/** Sentences, and the stills that stand below them. */
interface Passage {
  readonly texts: readonly string[];
  readonly quotes: readonly Cue[];
  readonly moments: readonly Frame[];
}

/** Each sentence with its own stills. One that has none stands with the one before it, so that every passage but an only one has some. */
function passagesOf({ text, quotes, sentences }: Answer, moments: readonly Frame[]): readonly Passage[] {
  if (sentences.length === 0) return [{ texts: [text], quotes, moments }];
  const passages: Passage[] = [];
  for (const sentence of sentences) {
    const isOwn = ({ timestamp }: Frame) => sentence.moments.some((moment) => moment.timestamp === timestamp);
    const own = { texts: [sentence.text], quotes: sentence.quotes, moments: moments.filter(isOwn) };
    const last = passages.at(-1);
    const isApart = last && last.moments.length > 0 && own.moments.length > 0;
    if (last && !isApart) passages.pop();
    passages.push(last && !isApart ? together(last, own) : own);
  }
  return passages;
}

function together(one: Passage, other: Passage): Passage {
  return {
    texts: [...one.texts, ...other.texts],
    quotes: [...one.quotes, ...other.quotes],
    moments: [...one.moments, ...other.moments],
  };
}

function atClock(card: Card, { timestamp }: Frame, clock: WallClock | undefined): Card {
  const range = { start: timestamp, end: timestamp };
  const { time, caption = "" } = card;
  return { ...card, time: withClock(time, range, clock), caption: withClock(caption, range, clock) };
}

/** Why there is no answer: nothing was heard, or neither what was heard nor what was seen tells. */
function notFoundText(about: AboutSpeech, coverage: Coverage, catalogue: Catalogue): string {
  const { questions: words, summary } = catalogue;
  const isHeard = coverage.sound.source !== "none";
  if (about === "surely" && !isHeard) return words.notHeard(soundSentence(coverage.sound, summary));
  const said = coverageSentence(coverage, catalogue);
  return about !== "no" && isHeard ? words.notSaid(said) : words.notSeen(said);
}

/** Says of a frame that it is not the one of the moment that was asked for; nothing of one that is. */
export function insteadOf({ timestamp, inPlaceOf }: Frame, { questions }: Catalogue): string[] {
  if (inPlaceOf === undefined) return [];
  const times = ([1, 3] as const).map((precision) =>
    [inPlaceOf, timestamp].map((time) => formatTimecode(time, { precision })),
  );
  const [requested = "", shown = ""] = times.find(([one, other]) => one !== other) ?? [];
  return [questions.frameInstead(requested, shown)];
}

interface MomentOptions {
  readonly shrink?: Shrink | undefined;
  /** What is known of it, for those who cannot see it. */
  readonly about?: string;
}

/** A picture of one moment, under its exact time. */
export function momentCard(
  { timestamp, jpeg }: Frame,
  { questions }: Catalogue,
  { shrink, about = "" }: MomentOptions = {},
): Card {
  const time = formatTimecode(timestamp, { precision: 1 });
  const name = `moment-${formatTimecode(timestamp, { precision: 3 }).replaceAll(":", ".")}.jpg`;
  return {
    time,
    title: "",
    body: "",
    caption: questions.momentCaption(time),
    image: {
      ...{ name, mediaType: "image/jpeg", data: jpeg, alt: questions.momentAlt(time, about) },
      ...(shrink && { smaller: (maxBytes: number) => shrink(jpeg, maxBytes) }),
    },
  };
}
