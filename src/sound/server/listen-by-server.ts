import type { Logger } from "../../logger.ts";
import type { SoundFile } from "../file-tools.ts";
import type { Source } from "../listen.ts";
import type { Piece } from "../piece.ts";
import { nothingHeard, numberCues, type Transcript } from "../transcript.ts";
import { type KeptPieces, openKeeper } from "./kept-pieces.ts";
import type { HeardLine, SpeechServer } from "./speech-server.ts";
import type { SpeechSource } from "./speech-source.ts";
import { type PlannedPiece, type TranscribeOptions, type Transcription, transcribe } from "./transcribe.ts";

/** Where someone speaks in a file, and how its sound is sent. */
interface SpeechPlan {
  /** Seconds. */
  readonly spokenSeconds: number;
  /** The detection takes music and noise for speech too, so that more has to be left out. */
  readonly strict: boolean;
  readonly pieces: readonly PlannedPiece[];
}

export interface ListenByServerOptions {
  /** Null where the settings turn listening off. */
  readonly speech: SpeechSource | null;
  /** Most pieces that are asked at once. */
  readonly parallel: number;
  readonly plan: (file: SoundFile, signal: AbortSignal) => Promise<SpeechPlan>;
  readonly cut: (file: SoundFile, piece: PlannedPiece, signal: AbortSignal) => Promise<Piece>;
  /** Leaves out what was not said. */
  readonly filter: (
    lines: readonly HeardLine[],
    piece: Piece,
    options: { readonly strict: boolean },
  ) => readonly HeardLine[];
  readonly kept: KeptPieces;
  readonly logger: Logger;
}

/** A speech server as the source of words. The server is looked for first: without one, no sound is taken out at all. */
export function listenByServer(options: ListenByServerOptions): Source["listen"] {
  const { speech, plan } = options;
  return async (file, signal) => {
    if (!file.video.info.hasAudio) return null;
    if (speech === null) return nothingHeard("off-here");
    const server = await speech(signal);
    if (server === null) return null;
    const planned = await plan(file, signal);
    if (planned.pieces.length === 0) return nothingHeard("no-speech");
    const said = await transcribe(
      planned.pieces,
      await transcribeOptions(options, { file, server, planned }),
      signal,
    );
    return transcriptOf(said, planned);
  };
}

interface Listening {
  readonly file: SoundFile;
  readonly server: SpeechServer;
  readonly planned: SpeechPlan;
}

async function transcribeOptions(
  { parallel, cut, filter, kept, logger }: ListenByServerOptions,
  { file, server, planned: { pieces, strict } }: Listening,
): Promise<TranscribeOptions> {
  const hearer = { baseUrl: server.baseUrl, model: server.name };
  const keeper = await openKeeper({ kept, sha256: file.sha256, hearer, planned: pieces, logger });
  return {
    ...{ server, parallel },
    ...{ language: keeper.language, known: keeper.known, before: keeper.before, onPiece: keeper.keep },
    cut: (piece, signal) => cut(file, piece, signal),
    filter: (lines, piece) => filter(lines, piece, { strict }),
  };
}

function transcriptOf(said: Transcription, { spokenSeconds }: SpeechPlan): Transcript {
  const { lines, language, by, heardSeconds } = said;
  // Where pieces failed, it is not known that nothing was said.
  if (lines.length === 0) return nothingHeard(said.failed > 0 ? "failed" : "no-speech");
  const cues = numberCues(lines.map(({ confidence: _, ...line }) => line));
  return { source: "server", language, by, spokenSeconds, heardSeconds, cues };
}
