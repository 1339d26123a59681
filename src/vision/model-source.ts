import type { Logger } from "../logger.ts";
import { discoverModel } from "./discover.ts";
import type { VisionModel } from "./model.ts";

export interface ModelSettings {
  readonly baseUrl: string | undefined;
  readonly name: string | undefined;
  readonly apiKey: string | undefined;
  /** Overrides what the server says of its context; needed where it says nothing. */
  readonly contextTokens: number | undefined;
  readonly maxImages: number;
  readonly firstTokenSeconds: number;
  readonly idleSeconds: number;
}

/** Finds the model to ask; null where none is configured and none runs on this machine. */
export type ModelSource = (signal: AbortSignal) => Promise<VisionModel | null>;

/** A reply of a few hundred tokens that takes longer than this many times the first token's limit is a fault. */
const TOTAL_FACTOR = 5;
/** A busy server gets two more tries, with the client's own backoff. */
const RETRIES = 2;

/**
 * Looks for the model when it is first wanted and remembers it; one that was missing or down is looked for again the
 * next time, so that a server that comes up later is found.
 */
export function createModelSource(settings: ModelSettings, logger: Logger): ModelSource {
  let found: VisionModel | null = null;
  return async (signal) => {
    found ??= await connect(settings, logger, signal);
    return found;
  };
}

/** Asks the server itself, each time anew; rejects where it cannot be reached. */
export async function hasModel(
  { baseUrl, name, apiKey }: ModelSettings,
  logger: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  return (await discoverModel({ baseUrl, name, apiKey, signal, logger })) !== null;
}

async function connect(
  settings: ModelSettings,
  logger: Logger,
  signal: AbortSignal,
): Promise<VisionModel | null> {
  const { baseUrl, name, apiKey, maxImages } = settings;
  const server = await discoverModel({
    baseUrl,
    name,
    apiKey,
    signal,
    logger,
  });
  if (!server) return null;
  const contextTokens = settings.contextTokens ?? server.contextTokens;
  logger.info(
    { server: server.server, baseUrl: server.baseUrl, model: server.name, contextTokens },
    "model found",
  );
  // Loaded once a model was found: its client is the largest library of all, and a single still needs none.
  const { createOpenAiModel } = await import("./openai-model.ts");
  const model = createOpenAiModel({
    baseUrl: server.baseUrl,
    name: server.name,
    apiKey,
    contextTokens,
    maxImages,
    timeouts: {
      firstChunkMs: settings.firstTokenSeconds * 1000,
      idleMs: settings.idleSeconds * 1000,
      totalMs: settings.firstTokenSeconds * TOTAL_FACTOR * 1000,
    },
    maxRetries: RETRIES,
    logger,
  });
  return baseUrl === undefined ? { ...model, foundAt: new URL(server.baseUrl).host } : model;
}
