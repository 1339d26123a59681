import type { Logger } from "../../logger.ts";
import { once } from "../../util/once.ts";
import type { Embedder, EmbedderSource } from "./embedder.ts";

export interface EmbeddingSettings {
  /** Undefined: there is none, and none is looked for. */
  readonly baseUrl: string | undefined;
  readonly model: string | undefined;
  readonly apiKey: string | undefined;
}

/** Of one request; a model on a processor takes seconds for a picture. */
export const TIMEOUT_MS = 60_000;
/** A server that could not be used is left alone for so long. */
const PAUSE_MS = 60_000;

/** Connects when vectors are first wanted. That a server cannot be used costs a line in the log, and no video anything. */
export function createEmbedderSource(
  { baseUrl, model, apiKey }: EmbeddingSettings,
  logger: Logger,
  now: () => number = Date.now,
): EmbedderSource {
  if (baseUrl === undefined) return async () => null;
  const connect = once(async (signal): Promise<Embedder> => {
    // Loaded only where a server is configured: its client is the largest library of all.
    const { connectEmbedder } = await import("./connect.ts");
    return connectEmbedder({ baseUrl, model, apiKey, timeoutMs: TIMEOUT_MS }, logger, signal);
  });
  let leftAloneUntil = 0;
  return async (signal) => {
    if (now() < leftAloneUntil) return null;
    try {
      return await connect(signal);
    } catch (error) {
      signal.throwIfAborted();
      leftAloneUntil = now() + PAUSE_MS;
      logger.warn({ err: error }, "the embedding server cannot be used, going on without it");
      return null;
    }
  };
}
