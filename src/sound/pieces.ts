import { createLoudnessMeter, WINDOW } from "./loudness.ts";
import type { Piece, Span } from "./piece.ts";
import { type PlannedPiece, planPieces } from "./plan-pieces.ts";
import { SAMPLE_BYTES, SAMPLE_RATE, type SoundSource, type SoundTools } from "./sound-source.ts";
import type { SpeechDetection } from "./speech/speech-detector.ts";
import { takeOut } from "./take-out.ts";
import { wavOf } from "./wav.ts";

export interface ListeningTools extends SoundTools {
  readonly detection: SpeechDetection;
}

/** Where someone speaks in a video, and how its sound is sent. */
export interface SpeechPlan {
  /** Seconds in which speech was detected. */
  readonly spokenSeconds: number;
  /** The detection takes music and noise for speech too. */
  readonly strict: boolean;
  /** Empty where no one speaks. The same for the same file and detection, so that a restart can go by their numbers. */
  readonly pieces: readonly PlannedPiece[];
}

/** Seconds; a sound that goes on this long after the picture may belong to it, more does not. */
const AFTER_PICTURE = 5;

/**
 * Listens to the whole sound once, without keeping it. `onProgress` hears how many seconds are done. The file must have sound.
 * `range`: only this part of the video.
 */
export async function planSpeech(
  { detection, ...tools }: ListeningTools,
  source: SoundSource,
  signal: AbortSignal,
  { range, onProgress }: { range?: Span; onProgress?: (seconds: number) => void } = {},
): Promise<SpeechPlan> {
  const part = range ?? { start: 0, end: source.info.duration + AFTER_PICTURE };
  const detector = detection.start();
  const loudness = createLoudnessMeter();
  for await (const window of windowsOf(takeOut(tools, source, part, signal))) {
    detector.push(window);
    loudness.add(window);
    if (loudness.windows % 1_000 === 0) onProgress?.((loudness.windows * WINDOW) / SAMPLE_RATE);
  }
  const seconds = (loudness.windows * WINDOW) / SAMPLE_RATE;
  const speech = detector.end(loudness).map(({ start, end }) => ({ start, end: Math.min(end, seconds) }));
  const pieces = planPieces(speech, loudness, seconds);
  const shift = (span: Span) => ({ start: span.start + part.start, end: span.end + part.start });
  return {
    spokenSeconds: speech.reduce((sum, { start, end }) => sum + end - start, 0),
    strict: detection.strict,
    pieces: pieces.map((piece) => ({ ...piece, ...shift(piece), speech: piece.speech.map(shift) })),
  };
}

/** The sound of a planned piece. */
export async function cutPiece(
  tools: SoundTools,
  source: SoundSource,
  piece: PlannedPiece,
  signal: AbortSignal,
): Promise<Piece> {
  const chunks: Buffer[] = [];
  // A chunk is valid until the next one only.
  for await (const chunk of takeOut(tools, source, piece, signal)) chunks.push(Buffer.from(chunk));
  return { ...piece, wav: wavOf(chunks) };
}

/** All pieces with their sound, one after the other; what is not asked for is not cut. */
export async function* cutPieces(
  tools: SoundTools,
  source: SoundSource,
  { pieces }: SpeechPlan,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  for (const piece of pieces) yield await cutPiece(tools, source, piece, signal);
}

/** Everything at once, for those who need no plan before. */
export async function* speechPieces(
  tools: ListeningTools,
  source: SoundSource,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  yield* cutPieces(tools, source, await planSpeech(tools, source, signal), signal);
}

/** Windows of 512 samples; silence fills the last one. */
async function* windowsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Int16Array> {
  const bytes = Buffer.alloc(WINDOW * SAMPLE_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const taken = chunk.copy(bytes, filled, from);
      [from, filled] = [from + taken, filled + taken];
      if (filled < bytes.length) continue;
      yield samplesOf(bytes);
      filled = 0;
    }
  }
  if (filled > 0) yield samplesOf(bytes.fill(0, filled));
}

function samplesOf(bytes: Buffer): Int16Array {
  return Int16Array.from({ length: bytes.length / SAMPLE_BYTES }, (_, i) => bytes.readInt16LE(i * 2));
}
