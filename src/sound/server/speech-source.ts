import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { systemClock } from "../../util/clock.ts";
import { discoverSpeech, type FoundSpeech } from "./discover.ts";
import type { SpeechServer } from "./speech-server.ts";

export interface SpeechSettings {
  /** No sound is sent anywhere. */
  readonly isOff: boolean;
  readonly baseUrl: string | undefined;
  /** Looked at where no server is configured, before this machine's own. */
  readonly servers: readonly string[] | undefined;
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
}

/** Finds the server to ask; null where it is turned off, or none is configured and none runs here. Throws `speech-*` errors. */
export type SpeechSource = (signal: AbortSignal) => Promise<SpeechServer | null>;

/** A piece has half a minute, and on a slow processor a few of them wait for one another. */
const TIMEOUT_MS = 240_000;
/** After these the server may have another model, or be another one. */
const TELLING: readonly ErrorCode[] = [
  "speech-refused",
  "speech-unreachable",
  "speech-timeout",
  "speech-garbled",
];

/** Looks for the server when it is first wanted, and again after a failure. One that is found unchanged stays the same object. */
export function createSpeechSource(
  settings: SpeechSettings,
  logger: Logger,
  find: typeof discoverSpeech = discoverSpeech,
): SpeechSource {
  let known: { readonly found: FoundSpeech; readonly server: SpeechServer } | null = null;
  let isInDoubt = true;
  const onDoubt = () => {
    isInDoubt = true;
  };
  return async (signal) => {
    if (settings.isOff) return null;
    if (known && !isInDoubt) return known.server;
    const { baseUrl, servers, model, apiKey } = settings;
    const found = await find({ baseUrl, servers, model, apiKey, signal, logger });
    if (found === null) known = null;
    else if (known?.found.baseUrl !== found.baseUrl || known.found.model !== found.model) {
      known = { found, server: observed(await connect(found, settings, logger), onDoubt) };
    }
    isInDoubt = false;
    return known?.server ?? null;
  };
}

async function connect(
  { baseUrl, model }: FoundSpeech,
  settings: SpeechSettings,
  logger: Logger,
): Promise<SpeechServer> {
  logger.info({ baseUrl, model }, "speech server found");
  // Loaded once a server was found: its client is the largest library of all.
  const { createSpeechServer } = await import("./client.ts");
  // The key is for the configured server alone.
  const apiKey = settings.baseUrl === undefined ? undefined : settings.apiKey;
  return createSpeechServer({ baseUrl, model, apiKey, clock: systemClock, timeoutMs: TIMEOUT_MS, logger });
}

function observed(server: SpeechServer, onDoubt: () => void): SpeechServer {
  return {
    ...server,
    async hear(piece, language, signal) {
      try {
        return await server.hear(piece, language, signal);
      } catch (error) {
        if (error instanceof CuepointError && TELLING.includes(error.code)) onDoubt();
        throw error;
      }
    },
  };
}
