import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import { Json } from "../../util/json.ts";
import type { Piece, Span } from "../piece.ts";
import { languageTag } from "./languages.ts";
import type { AnswerForm, HeardLine, HeardPiece } from "./speech-server.ts";

/** Some servers write numbers as text, and leave out what they do not know. */
const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number())
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const segment = z.object({
  start: number,
  end: number,
  text: z.string().catch(""),
  speaker: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  words: z
    .array(z.object({ start: number, end: number }))
    .nullish()
    .catch(null),
  no_speech_prob: number,
  avg_logprob: number,
  compression_ratio: number,
});
type Segment = z.infer<typeof segment>;
type SaidSpan = Pick<Segment, "start" | "end">;

const answer = z.object({
  text: z.string(),
  language: z.string().nullish().catch(null),
  segments: z.array(segment).nullish().catch(null),
});

/** What the body of an answer says. */
export interface ReadAnswer {
  readonly heard: HeardPiece;
  readonly form: AnswerForm;
}

/** Reads an answer of any form. Throws `speech-garbled` where it is none. */
export function readAnswer(body: unknown, piece: Piece, by: string): ReadAnswer {
  const parsed = typeof body === "string" ? Json.pipe(answer).safeParse(body) : answer.safeParse(body);
  if (!parsed.success) throw new CuepointError("speech-garbled", {}, new Error("not a transcription"));
  const { text, language, segments } = parsed.data;
  // Some servers leave the list empty, and say the words all the same.
  const hasLines = segments && (segments.length > 0 || oneLine(text) === "");
  const lines = hasLines ? linesOf(segments, piece) : wholeText(text, piece);
  const { index, start, end } = piece;
  const heard = { index, start, end, language: languageTag(language), by, lines };
  const hasSpeakers = lines.some(({ speaker }) => speaker !== undefined);
  return { heard, form: hasSpeakers ? "speakers" : hasLines ? "lines" : "text" };
}

const UNSURE = { noSpeechProbability: null, averageLogProbability: null, compressionRatio: null };

/** Text without times was said somewhere from where speech begins in the piece to where it ends. */
function wholeText(text: string, piece: Piece): HeardLine[] {
  const words = oneLine(text);
  return words === "" ? [] : [{ ...spoken(piece), text: words, confidence: UNSURE }];
}

function spoken({ start, end, speech }: Piece): Span {
  return { start: speech[0]?.start ?? start, end: speech.at(-1)?.end ?? end };
}

/** LocalAI counts nanoseconds; no piece has this many seconds. */
const NANOSECONDS_FROM = 1e6;
/** Characters of what a server calls a speaker. */
const LONGEST_LABEL = 100;

function linesOf(segments: readonly Segment[], piece: Piece): HeardLine[] {
  const second = segments.some(({ end }) => end !== null && end > NANOSECONDS_FROM) ? 1e9 : 1;
  const lines = segments.flatMap((said) => {
    const span = spanOf(narrowed(said), piece, second);
    const text = oneLine(said.text);
    if (span === null || text === "") return [];
    const speaker = oneLine(said.speaker ?? "").slice(0, LONGEST_LABEL);
    return [{ ...span, text, ...(speaker !== "" && { speaker }), confidence: confidenceOf(said) }];
  });
  return lines.toSorted((a, b) => a.start - b.start);
}

/** From the first word to the last where they have times: a line often lasts until the next one begins. */
function narrowed({ start, end, words }: Segment): SaidSpan {
  if (start === null || end === null) return { start, end };
  const from = Math.max(start, words?.at(0)?.start ?? start);
  const to = Math.min(end, words?.at(-1)?.end ?? end);
  return from < to ? { start: from, end: to } : { start, end };
}

/** Cut to the piece; null for a line that lies outside, which was not said in this sound. */
function spanOf({ start, end }: SaidSpan, piece: Piece, second: number): Span | null {
  if (start === null || end === null) return spoken(piece);
  const span = {
    start: Math.max(piece.start, piece.start + start / second),
    end: Math.min(piece.end, piece.start + end / second),
  };
  return span.start < span.end ? span : null;
}

function confidenceOf({ no_speech_prob, avg_logprob, compression_ratio }: Segment) {
  return {
    noSpeechProbability: no_speech_prob,
    averageLogProbability: avg_logprob,
    compressionRatio: compression_ratio,
  };
}

/** Control characters out, blanks to one. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}
