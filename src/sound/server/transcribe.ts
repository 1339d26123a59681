import PQueue from "p-queue";
import { asCuepointError, CuepointError } from "../../errors.ts";
import type { Piece } from "../piece.ts";
import type { HeardLine, HeardPiece, SpeechServer } from "./speech-server.ts";

export interface TranscribeOptions {
  readonly server: SpeechServer;
  /** Most pieces that are asked at once. */
  readonly parallel: number;
  /** The video's language (BCP 47), where it is known from elsewhere. */
  readonly language?: string | null;
  /** Pieces that an earlier run heard, by index: they are not asked again. */
  readonly known?: ReadonlyMap<number, HeardPiece>;
  /** Leaves out what was not said; what it keeps is what is known of the piece. */
  readonly filter?: (lines: readonly HeardLine[], piece: Piece) => readonly HeardLine[];
  /** Gets each piece that was asked as soon as it is heard; what it throws ends the whole. */
  readonly onPiece?: (piece: HeardPiece) => Promise<void> | void;
}

export interface Transcription {
  /** In order of time. */
  readonly lines: readonly HeardLine[];
  readonly language: string | null;
  /** The model's name. */
  readonly by: string;
  readonly pieces: number;
  /** Pieces whose words are missing. */
  readonly failed: number;
  /** Seconds in which speech was detected, and those of them that were heard. */
  readonly spokenSeconds: number;
  readonly heardSeconds: number;
}

/** Pieces that are read before the first is asked: of these, the one with the most speech tells the language. */
const LOOK_AHEAD = 8;
/** So many failures in a row, or as many as are asked at once: a server that is down would fail every piece slowly. */
const FEWEST_TO_GIVE_UP = 3;

/**
 * Asks the server for the words of each piece. A piece that fails leaves a hole, which is counted. Holds a few pieces of sound
 * at a time. Throws `cancelled`, and the first `speech-*` error where nothing was heard at all.
 */
export async function transcribe(
  pieces: AsyncIterable<Piece>,
  options: TranscribeOptions,
  signal: AbortSignal,
): Promise<Transcription> {
  const work = createWork(options, signal);
  const queue = new PQueue({ concurrency: options.parallel });
  let isFirst = true;
  try {
    for await (const piece of mostSpokenFirst(pieces, LOOK_AHEAD)) {
      work.throwIfEnded();
      if (work.take(piece)) continue;
      // Alone: the others are asked in its language, and in the form that it was answered in.
      if (isFirst) await work.hear(piece);
      else {
        await queue.onSizeLessThan(1);
        void queue.add(() => work.hear(piece));
      }
      isFirst = false;
    }
  } finally {
    await queue.onIdle();
  }
  work.throwIfEnded();
  return work.result();
}

/** Of the first pieces, the one with the most speech, then all others in their order. */
async function* mostSpokenFirst(pieces: AsyncIterable<Piece>, count: number): AsyncGenerator<Piece> {
  const read: Piece[] = [];
  let isChosen = false;
  const chosenFirst = function* () {
    isChosen = true;
    const most = Math.max(...read.map(speechIn));
    const chosen = read.findIndex((piece) => speechIn(piece) === most);
    yield* read.splice(chosen, 1);
    while (read.length > 0) yield* read.splice(0, 1);
  };
  for await (const piece of pieces) {
    if (isChosen) yield piece;
    else if (read.push(piece) === count) yield* chosenFirst();
  }
  if (!isChosen) yield* chosenFirst();
}

function speechIn({ start, end, speech }: Piece): number {
  const seconds = (span: { start: number; end: number }) => span.end - span.start;
  return speech.length === 0 ? seconds({ start, end }) : speech.reduce((sum, span) => sum + seconds(span), 0);
}

/** What is heard so far, and what ended it. */
function createWork(
  { server, parallel, known, language: given, filter, onPiece }: TranscribeOptions,
  signal: AbortSignal,
) {
  const heard = new Map<number, HeardPiece>();
  let language = given ?? firstLanguage(known);
  let [pieces, spoken, understood] = [0, 0, 0];
  let failuresInRow = 0;
  let firstFault: CuepointError | null = null;
  let ended: unknown = null;
  const hasGivenUp = () => failuresInRow >= Math.max(FEWEST_TO_GIVE_UP, parallel);

  const add = (piece: HeardPiece, seconds: number) => {
    heard.set(piece.index, piece);
    understood += seconds;
    language ??= piece.language;
  };
  const hearOne = async (piece: Piece) => {
    const answer = await server.hear(piece, language, signal);
    const result = { ...answer, lines: filter?.(answer.lines, piece) ?? answer.lines };
    await onPiece?.(result);
    add(result, speechIn(piece));
    failuresInRow = 0;
  };

  return {
    /** Counts the piece; true where it needs no asking, because it is known or the server is given up. */
    take(piece: Piece): boolean {
      pieces++;
      spoken += speechIn(piece);
      const before = known?.get(piece.index);
      if (before) add(before, speechIn(piece));
      return before !== undefined || hasGivenUp();
    },
    /** Never rejects: a hole is counted, anything else ends the whole. */
    async hear(piece: Piece): Promise<void> {
      if (ended !== null || hasGivenUp()) return;
      try {
        await hearOne(piece);
      } catch (error) {
        if (!isHole(error)) ended ??= error;
        else {
          firstFault ??= error;
          failuresInRow++;
        }
      }
    },
    throwIfEnded(): void {
      if (signal.aborted) throw asCuepointError(ended ?? signal.reason, signal);
      if (ended !== null) throw ended;
      if (hasGivenUp() && heard.size === 0 && firstFault) throw firstFault;
    },
    result(): Transcription {
      if (heard.size === 0 && firstFault) throw firstFault;
      const all = [...heard.values()].toSorted((a, b) => a.index - b.index);
      return {
        ...{ lines: all.flatMap(({ lines }) => lines), language, by: server.name },
        ...{ pieces, failed: pieces - heard.size, spokenSeconds: spoken, heardSeconds: understood },
      };
    },
  };
}

function firstLanguage(known: ReadonlyMap<number, HeardPiece> | undefined): string | null {
  for (const { language } of known?.values() ?? []) if (language !== null) return language;
  return null;
}

function isHole(error: unknown): error is CuepointError {
  return error instanceof CuepointError && error.code.startsWith("speech-");
}
