import type { Piece } from "../../../src/sound/piece.ts";
import { createSpeechServer } from "../../../src/sound/server/client.ts";
import type { SpeechServer as Client } from "../../../src/sound/server/speech-server.ts";
import type { Clock } from "../../../src/util/clock.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import {
  type SpeechServer,
  type SpeechServerOptions,
  startSpeechServer,
} from "../../fakes/speech-server/speech-server.ts";
import { markedWav } from "../../fakes/speech-server/wav.ts";

interface ServedSpeech extends AsyncDisposable {
  readonly server: SpeechServer;
  readonly client: Client;
  /** What was waited for between tries, milliseconds; none of it passed. */
  readonly waits: readonly number[];
  /** All that was logged. */
  readonly log: () => string;
}

/** The client in front of a speech double. Long enough a limit that none passes by accident on a busy machine. */
export async function startSpeech(
  options: SpeechServerOptions = {},
  { timeoutMs = 60_000, model = "whisper-1", apiKey = options.apiKey } = {},
): Promise<ServedSpeech> {
  const server = await startSpeechServer(options);
  const logger = createFakeLogger();
  const waits: number[] = [];
  const clock: Clock = {
    now: () => 0,
    async wait(milliseconds, signal) {
      waits.push(milliseconds);
      signal?.throwIfAborted();
    },
  };
  const client = createSpeechServer({
    ...{ baseUrl: server.url, apiKey, model, clock, timeoutMs },
    logger,
  });
  const log = () => JSON.stringify(logger.lines);
  return { server, client, waits, log, [Symbol.asyncDispose]: () => server.stop() };
}

/** A piece of a marked clip: with speech in all of it, or in the seconds named. */
export function pieceOf(
  start: number,
  end: number,
  { index = 0, seconds = null as number[] | null } = {},
): Piece {
  const speech = seconds?.map((second) => ({ start: second, end: second + 1 })) ?? [{ start, end }];
  return { index, start, end, wav: markedWav(start, end, seconds ?? undefined), speech };
}
