import { asCuepointError, CuepointError } from "../../errors.ts";
import { inParallel } from "../../util/parallel.ts";
import type { Piece, Span } from "../piece.ts";
import { namedLines } from "./speakers.ts";
import type { HeardLine, HeardPiece, SpeechServer } from "./speech-server.ts";

/** A piece before its sound is cut. */
export type PlannedPiece = Omit<Piece, "wav">;

export interface TranscribeOptions {
  readonly server: SpeechServer;
  /** Cuts the sound of a piece just before it is asked, so that no more of them are in memory. */
  readonly cut: (piece: PlannedPiece, signal: AbortSignal) => Promise<Piece>;
  /** Most pieces that are asked at once. */
  readonly parallel: number;
  /** The video's language (BCP 47), where it is known from elsewhere. */
  readonly language?: string | null;
  /** Pieces that an earlier run heard, by index: they are not asked again. */
  readonly known?: ReadonlyMap<number, HeardPiece>;
  /** Pieces of earlier ranges of the video, whose speakers have their numbers. */
  readonly before?: readonly Pick<HeardPiece, "lines">[];
  /** Leaves out what was not said; what it keeps is what is known of the piece. */
  readonly filter?: (lines: readonly HeardLine[], piece: Piece) => readonly HeardLine[];
  /** Gets each piece as soon as it is heard, and the language that it was asked in; what it throws ends the whole. */
  readonly onPiece?: (piece: HeardPiece, asked: string | null) => Promise<void> | void;
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

/** So many failures in a row, or as many as are asked at once: a server that is down would fail every piece slowly. */
const FEWEST_TO_GIVE_UP = 3;

/**
 * Asks the server for the words of each piece. A piece that fails leaves a hole, which is counted. Throws `cancelled`, and the
 * first fault where nothing was heard at all.
 */
export async function transcribe(
  plan: readonly PlannedPiece[],
  options: TranscribeOptions,
  signal: AbortSignal,
): Promise<Transcription> {
  const run = createRun(plan, options, signal);
  const [first, ...rest] = mostSpokenFirst(plan.filter(({ index }) => !options.known?.has(index)));
  try {
    // Alone: the others are asked in its language, and in the form that it was answered in.
    if (first) await run.hear(first);
    await inParallel(rest, options.parallel, run.hear);
  } catch (error) {
    // What broke because of the stop is no fault of its own.
    throw signal.aborted ? new CuepointError("cancelled", {}, signal.reason) : asCuepointError(error);
  }
  return run.result();
}

/** The piece with the most speech tells the language best; the others follow in their order. */
function mostSpokenFirst(pieces: readonly PlannedPiece[]): PlannedPiece[] {
  const most = Math.max(...pieces.map(speechIn));
  const first = pieces.find((piece) => speechIn(piece) === most);
  return first ? [first, ...pieces.filter((piece) => piece !== first)] : [];
}

function speechIn({ speech }: PlannedPiece): number {
  return speech.reduce((sum, { start, end }: Span) => sum + end - start, 0);
}

/** What is heard so far. */
function createRun(
  plan: readonly PlannedPiece[],
  { server, cut, parallel, known, before, language: given, filter, onPiece }: TranscribeOptions,
  signal: AbortSignal,
) {
  const heard = new Map(plan.flatMap(({ index }) => entryOf(known, index)));
  let language = given ?? [...heard.values()].find((piece) => piece.language !== null)?.language ?? null;
  let failuresInRow = 0;
  let firstFault: CuepointError | null = null;

  const hearNow = async (planned: PlannedPiece) => {
    const piece = await cut(planned, signal);
    const asked = language;
    const answer = await server.hear(piece, asked, signal);
    const result = { ...answer, lines: filter?.(answer.lines, piece) ?? answer.lines };
    await onPiece?.(result, asked);
    heard.set(result.index, result);
    language ??= result.language;
    failuresInRow = 0;
  };

  return {
    /** A hole is counted; throws what is none. */
    async hear(piece: PlannedPiece): Promise<void> {
      if (failuresInRow >= Math.max(FEWEST_TO_GIVE_UP, parallel)) return;
      try {
        await hearNow(piece);
      } catch (error) {
        if (signal.aborted || !isHole(error)) throw error;
        firstFault ??= error;
        failuresInRow++;
      }
    },
    result(): Transcription {
      if (heard.size === 0 && firstFault) throw firstFault;
      const all = [...heard.values()].toSorted((a, b) => a.index - b.index);
      const seconds = (pieces: readonly PlannedPiece[]) =>
        pieces.reduce((sum, piece) => sum + speechIn(piece), 0);
      return {
        ...{ lines: namedLines(all, before), language, by: server.name },
        ...{ pieces: plan.length, failed: plan.length - heard.size },
        spokenSeconds: seconds(plan),
        heardSeconds: seconds(plan.filter(({ index }) => heard.has(index))),
      };
    },
  };
}

function entryOf(known: ReadonlyMap<number, HeardPiece> | undefined, index: number) {
  const piece = known?.get(index);
  return piece ? [[index, piece] as const] : [];
}

/** The server's fault, or that of a part of the sound; other pieces may do better. */
function isHole(error: unknown): error is CuepointError {
  return error instanceof CuepointError && /^(speech|video)-/.test(error.code);
}
