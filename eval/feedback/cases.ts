import { parseTimecode } from "../../src/chat/text/timecode.ts";
import { withoutStopWords } from "../../src/search/stop-words.ts";
import { wordsOf } from "../../src/search/words.ts";
import { type EvalCase, evalCase } from "../case.ts";
import type { FeedbackLine } from "./line.ts";

type Event = EvalCase["events"][number];

/** More words would hold a good text to one wording. */
const MOST_WORDS = 3;
/** Seconds around a moment that a person named. */
const AROUND = 3;
const TIME = /(?<![\d:])(?:\d{1,2}:)?\d{1,2}:\d{2}(?![\d:])/g;

/** What is known of one video from what people said. */
export interface FeedbackCase {
  readonly sha256: string;
  readonly truth: Omit<EvalCase, "video">;
}

/**
 * Cases out of feedback, one a video. A segment that more people call good than not is an event; "wrong time" and "missed"
 * are one where the sentence names a time. What is wrong with a text says not what would be right, so the others add nothing.
 */
export function feedbackCases(lines: readonly FeedbackLine[]): FeedbackCase[] {
  const byVideo = [...Map.groupBy(lines, ({ video_sha256 }) => video_sha256)];
  return byVideo
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([sha256, votes]) => {
      const events = distinct([...goodSegments(votes), ...votes.flatMap(namedMoment)]);
      const [first] = votes;
      if (!first || events.length === 0) return [];
      const truth = evalCase.omit({ video: true }).parse({
        id: `feedback-${sha256.slice(0, 16)}`,
        source: `what people said of its summaries, ${votes.length} verdicts`,
        kind: first.kind,
        language: first.language,
        events: events.map((event, i) => ({ ...event, id: `e${i + 1}` })),
      });
      return [{ sha256, truth }];
    });
}

function goodSegments(votes: readonly FeedbackLine[]): Omit<Event, "id">[] {
  const bySegment = Map.groupBy(votes, ({ reply_id, segment }) => `${reply_id}:${segment}`);
  return [...bySegment.values()].flatMap((those) => {
    const [first] = those;
    const good = those.filter(({ verdict }) => verdict === "good").length;
    if (!first || first.segment === null || 2 * good <= those.length) return [];
    const { start, end, theme, description } = first.judged;
    return eventOf(start, end, theme || description);
  });
}

/** "at 2:10 she draws a chart", "from 1:20 to 1:40". */
function namedMoment({ verdict, comment, judged, video_seconds }: FeedbackLine): Omit<Event, "id">[] {
  if (verdict !== "missed" && verdict !== "wrong-time") return [];
  const times = (comment.match(TIME) ?? []).flatMap((text) => parseTimecode(text) ?? []);
  const [from, to = null] = times;
  if (from === undefined || from > video_seconds) return [];
  const words = verdict === "missed" ? comment.replace(TIME, " ") : judged.theme || judged.description;
  const range = to !== null && to > from ? [from, to] : [from - AROUND, from + AROUND];
  return eventOf(Math.max(0, range[0] ?? 0), Math.min(video_seconds, range[1] ?? 0), words);
}

function eventOf(start: number, end: number, text: string): Omit<Event, "id">[] {
  const words = [...new Set(withoutStopWords(wordsOf(text)))].filter((word) => !/^\d+$/.test(word));
  if (words.length === 0 || end <= start) return [];
  return [{ start, end, words: words.slice(0, MOST_WORDS).map((word) => [word]) }];
}

/** Two summaries of one video tell the same event: the first one stays. In order of time. */
function distinct(events: readonly Omit<Event, "id">[]): Omit<Event, "id">[] {
  const kept: Omit<Event, "id">[] = [];
  for (const event of events) if (!kept.some((one) => isSame(one, event))) kept.push(event);
  return kept.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function isSame(a: Omit<Event, "id">, b: Omit<Event, "id">): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const isOverlapping = 2 * shared >= Math.min(a.end - a.start, b.end - b.start);
  return isOverlapping && a.words.flat().some((word) => b.words.flat().includes(word));
}
