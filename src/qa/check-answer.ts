import type { Cue } from "../sound/transcript.ts";
import { quotedCues } from "../summary/ask/cues.ts";
import type { LabelledFrame } from "../summary/ask/prompt.ts";
import { type Checked, cleanText, parseReply, UNKNOWN_TIME } from "../summary/ask/reply.ts";
import { besideQuotes } from "./evidence/beside-quotes.ts";
import { joined, type Sentence, shareOut } from "./evidence/sentences.ts";
import { ANSWER_LENGTH, AnswerReply, MOST_ANSWER_QUOTES, MOST_MOMENTS } from "./prompt.ts";

export type CheckedAnswer =
  | {
      readonly kind: "found";
      readonly text: string;
      readonly moments: readonly LabelledFrame[];
      readonly quotes: readonly Cue[];
      readonly sentences: readonly Sentence[];
    }
  | { readonly kind: "not-found" }
  | { readonly kind: "closer"; readonly start: number; readonly end: number };

/** Holds an answer against the frames that were sent: every cited moment is one of them, and so is every time in the text; quotes are `cues` that were sent. */
export function checkAnswer(
  reply: string,
  frames: readonly LabelledFrame[],
  cues: readonly Cue[] = [],
): Checked<CheckedAnswer> {
  const parsed = parseReply(AnswerReply, reply);
  if (!parsed.ok) return parsed;
  const byLabel = new Map(frames.map((frame) => [frame.label, frame]));
  if (!parsed.value.found) return { ok: true, value: rescanAsked(parsed.value.closer, byLabel) };
  const { answer } = parsed.value;
  const moments = [...new Set(answer.flatMap((sentence) => sentence.moments))];
  const known = moments.flatMap((label) => byLabel.get(label) ?? []);
  if (known.length < moments.length) return { ok: false, problems: [UNKNOWN_TIME] };
  const times = frames.map(({ timestamp }) => timestamp);
  const said = answer
    .map(({ says, moments: labels, quotes: quoted }) => ({
      text: cleanText(says, times, ANSWER_LENGTH),
      cited: labels.flatMap((label) => byLabel.get(label)?.timestamp ?? []),
      quoted,
    }))
    .filter(({ text }) => text !== "");
  if (said.length === 0) return { ok: false, problems: ["The answer is empty or names a time."] };
  const quotes = quotedCues(
    said.flatMap(({ quoted }) => quoted),
    cues,
    MOST_ANSWER_QUOTES,
  );
  // A closer look may bring a frame again, larger and under a longer label.
  const byTime = new Map(
    known.toSorted((a, b) => a.width - b.width).map((frame) => [frame.timestamp, frame]),
  );
  const cited = endsOfRuns([...byTime.values()], frames).slice(0, MOST_MOMENTS);
  const shown = besideQuotes(cited, quotes, frames);
  const sentences = shareOut(said, { moments: shown, quotes });
  const text = joined(said.map((sentence) => sentence.text));
  return { ok: true, value: { kind: "found", text, moments: shown, quotes, sentences } };
}

function rescanAsked(
  closer: { start: string; end: string } | null,
  byLabel: ReadonlyMap<string, LabelledFrame>,
): CheckedAnswer {
  const [start, end] = [byLabel.get(closer?.start ?? ""), byLabel.get(closer?.end ?? "")];
  if (!start || !end) return { kind: "not-found" };
  const [from, to] = [start.timestamp, end.timestamp].sort((a, b) => a - b);
  return { kind: "closer", start: from ?? 0, end: to ?? 0 };
}

/** Seconds; frames further apart than the sparsest dense sampling (one a second) may show anything between them. */
const CLOSE = 1;

/**
 * Of three and more cited frames that follow one another closely among those that were sent, the first and the last:
 * those between them show the same thing once more. Two stay, since one may be before and one after a change. Both lists
 * may come in any order; the result is oldest first.
 */
export function endsOfRuns(
  cited: readonly LabelledFrame[],
  sent: readonly LabelledFrame[],
): readonly LabelledFrame[] {
  const times = [...new Set(sent.map(({ timestamp }) => timestamp))].toSorted((a, b) => a - b);
  const seen = new Set(cited.map(({ timestamp }) => timestamp));
  const follows = (from: number, to: number) => {
    const [earlier = Number.NaN, later = Number.NaN] = [times[from], times[to]];
    return seen.has(earlier) && seen.has(later) && later - earlier <= CLOSE;
  };
  return cited
    .filter(({ timestamp }) => {
      const at = times.indexOf(timestamp);
      return !(follows(at - 1, at) && follows(at, at + 1));
    })
    .toSorted((a, b) => a.timestamp - b.timestamp);
}
