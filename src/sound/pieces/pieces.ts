import type { SoundFile, SoundTools } from "../file-tools.ts";
import type { Piece, Span } from "../piece.ts";
import { createLoudnessMeter, WINDOW } from "../speech/loudness.ts";
import type { SpeechDetection } from "../speech/speech-detector.ts";
import { type PlannedPiece, planPieces } from "./plan-pieces.ts";
import { SAMPLE_BYTES, SAMPLE_RATE } from "./samples.ts";
import { takeOut } from "./take-out.ts";
import { wavOf } from "./wav.ts";

interface ListeningTools extends SoundTools {
  readonly detection: SpeechDetection;
}

/** Where someone speaks in a video, and how its sound is sent. */
interface SpeechPlan {
  /** Seconds in which speech was detected. */
  readonly spokenSeconds: number;
  /** The detection takes music and noise for speech too. */
  readonly strict: boolean;
  /** Empty where no one speaks. The same for the same file and detection, so that a restart finds what it heard. */
  readonly pieces: readonly PlannedPiece[];
}

/**
 * Listens once to the whole sound of the file's range, without keeping it. `onProgress` hears how many seconds of it are done.
 * The file must have sound.
 */
export async function planSpeech(
  { detection, ...tools }: ListeningTools,
  file: SoundFile,
  signal: AbortSignal,
  onProgress?: (seconds: number) => void,
): Promise<SpeechPlan> {
  const { range } = file;
  const detector = detection.start();
  const loudness = createLoudnessMeter();
  for await (const window of windowsOf(takeOut(tools, file, range, signal))) {
    detector.push(window);
    loudness.add(window);
    if (loudness.windows % 1_000 === 0) onProgress?.((loudness.windows * WINDOW) / SAMPLE_RATE);
  }
  const seconds = (loudness.windows * WINDOW) / SAMPLE_RATE;
  const speech = detector.end(loudness).map(({ start, end }) => ({ start, end: Math.min(end, seconds) }));
  const pieces = planPieces(speech, loudness, seconds);
  const shift = (span: Span) => ({ start: span.start + range.start, end: span.end + range.start });
  return {
    spokenSeconds: speech.reduce((sum, { start, end }) => sum + end - start, 0),
    strict: detection.strict,
    pieces: pieces.map((piece) => ({ ...piece, ...shift(piece), speech: piece.speech.map(shift) })),
  };
}

/** The sound of a planned piece. */
export async function cutPiece(
  tools: SoundTools,
  file: SoundFile,
  piece: PlannedPiece,
  signal: AbortSignal,
): Promise<Piece> {
  const samples = Math.round(piece.end * SAMPLE_RATE) - Math.round(piece.start * SAMPLE_RATE);
  const sound = Buffer.alloc(samples * SAMPLE_BYTES);
  let length = 0;
  // A chunk is valid until the next one only.
  for await (const chunk of takeOut(tools, file, piece, signal)) length += chunk.copy(sound, length);
  return { ...piece, wav: wavOf([sound.subarray(0, length)]) };
}

/** Windows of 512 samples; silence fills the last one. A window is valid until the next one only: an hour has a hundred thousand. */
async function* windowsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Int16Array> {
  const window = new Int16Array(WINDOW);
  const bytes = Buffer.alloc(WINDOW * SAMPLE_BYTES);
  const read = () => {
    for (let i = 0; i < WINDOW; i++) window[i] = bytes.readInt16LE(i * SAMPLE_BYTES);
    return window;
  };
  let filled = 0;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const taken = chunk.copy(bytes, filled, from);
      [from, filled] = [from + taken, filled + taken];
      if (filled < bytes.length) continue;
      yield read();
      filled = 0;
    }
  }
  if (filled === 0) return;
  bytes.fill(0, filled);
  yield read();
}
