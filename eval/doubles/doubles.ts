import type { ReplyChunk, VisionModel } from "../../src/vision/model.ts";
import type { EvalCase } from "../case.ts";
import { type Seen, seen } from "./seen.ts";

/**
 * Models of a quality that is known beforehand, which know the truth about the video. They show that each figure catches what it
 * should catch; they say nothing about any real model.
 */
export const DOUBLES = ["perfect", "blind", "liar", "parrot", "late"] as const;

export type DoubleName = (typeof DOUBLES)[number];

/** Seconds by which the late one names frames after what it tells. */
const LATE = 3;
const LIMITS = { contextTokens: 32_768, maxImages: 152 };

interface Told {
  readonly start: string;
  readonly end: string;
  readonly key: string;
  readonly text: string;
  readonly quotes: readonly string[];
}

export function createDouble(name: DoubleName, truth: EvalCase): VisionModel {
  return {
    name: `double-${name}`,
    limits: LIMITS,
    async *reply(request): AsyncGenerator<ReplyChunk> {
      const shown = seen(request);
      const text = shown.question === "" ? summaryBy(name, truth, shown) : answerBy(name, truth, shown);
      yield { type: "text", text };
      yield { type: "end", finishReason: "stop", usage: null };
    },
  };
}

function summaryBy(name: DoubleName, truth: EvalCase, shown: Seen): string {
  const told = segmentsBy(name, truth, shown).slice(0, shown.mostSegments);
  return JSON.stringify({
    segments: told.map(({ start, end, key, text, quotes }) => ({
      ...{ start, end, key, theme: text.slice(0, 60), description: text, significance: "It is seen here." },
      ...(truth.spoken.length > 0 && { quotes: quotes.slice(0, 2) }),
    })),
    overview: "The video was watched from its beginning to its end.",
    title: "A video",
  });
}

/** What each says of the frames that it is shown. Who sees nothing tells of one long segment. */
function segmentsBy(name: DoubleName, truth: EvalCase, shown: Seen): Told[] {
  const whole = (text: string): Told[] => {
    const [first, last] = [shown.frames[0], shown.frames.at(-1)];
    const middle = shown.frames[shown.frames.length >> 1];
    if (!first || !last || !middle) return [];
    return [{ start: first.label, end: last.label, key: middle.label, text, quotes: [] }];
  };
  if (name === "blind") return whole("Something can be seen in the picture.");
  if (name === "parrot")
    return whole(Array.from({ length: 2 }, () => "The picture shows the same scene here,").join(" "));
  const told = toldOf(truth, shown, name === "late" ? LATE : 0);
  if (told.length === 0) return whole("Nothing of note happens.");
  if (name !== "liar") return told;
  const invented =
    truth.absent[0] ??
    truth.events
      .at(-1)
      ?.words.map(([word]) => word)
      .join(" ") ??
    "";
  return told.map((one) => ({ ...one, text: `There is ${invented} to be seen.` }));
}

/** Each event of which a frame was sent, by its words; none where an earlier one still lasts. */
function toldOf({ events }: EvalCase, { frames }: Seen, late: number): Told[] {
  const told: Told[] = [];
  let free = 0;
  for (const { start, end, words } of events.toSorted((a, b) => a.start - b.start)) {
    const inside = frames
      .slice(free)
      .filter(({ seconds }) => seconds >= start + late && seconds < end + late);
    const [first, last] = [inside[0], inside.at(-1)];
    const key = late > 0 ? last : inside[inside.length >> 1];
    if (!first || !last || !key) continue;
    free = frames.indexOf(last) + 1;
    const text = `One can see ${words.map(([word]) => word).join(" and ")} at this point.`;
    const quotes = inside.flatMap(({ cues }) => cues);
    told.push({ start: first.label, end: last.label, key: key.label, text, quotes });
  }
  return told;
}

function answerBy(name: DoubleName, truth: EvalCase, { question, frames }: Seen): string {
  const asked = truth.questions.find(({ text }) => text === question);
  const words = asked?.answer?.map(([word]) => word).join(" and ");
  const late = name === "late" ? LATE : 0;
  const at = frames.find(
    ({ seconds }) => !asked?.at || (seconds >= asked.at.start + late && seconds < asked.at.end + late),
  );
  const moment = at ?? frames[0];
  const notFound = JSON.stringify({ found: false, closer: null });
  const found = (answer: string) =>
    JSON.stringify({ found: true, moments: [moment?.label], quotes: [], answer });
  if (name === "blind") return notFound;
  if (name === "liar" || name === "parrot") return found("The picture shows the same scene here.");
  return words === undefined ? notFound : found(`It is ${words}.`);
}
