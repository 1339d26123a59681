import { CuepointError, type ErrorCode } from "../../errors.ts";
import { createFetch } from "../../http/fetch.ts";
import type { Logger } from "../../logger.ts";
import type { VisionModel } from "../model.ts";
import { createPictureCosts, type PictureCosts } from "../picture-costs.ts";
import { type DiscoveredModel, discoverModel } from "./discover.ts";
import { llamaSlots } from "./listed-models.ts";
import { whenLoaded } from "./when-loaded.ts";

export interface ModelSettings {
  readonly baseUrl: string | undefined;
  /** Looked at where no server is configured, before this machine's own. */
  readonly servers?: readonly string[] | undefined;
  readonly name: string | undefined;
  readonly apiKey: string | undefined;
  /** Overrides what the server says of its context; needed where it says nothing. */
  readonly contextTokens: number | undefined;
  readonly maxImages: number;
  /** Overrides how many requests the server works on at a time. */
  readonly parallel?: number | undefined;
  readonly firstTokenSeconds: number;
  readonly idleSeconds: number;
}

/**
 * Finds the model to ask; null where none is configured and none runs on this machine. A server that loads its model is waited
 * for, and `onLoading` called meanwhile. Throws `model-*` errors.
 */
export type ModelSource = (signal: AbortSignal, onLoading?: () => void) => Promise<VisionModel | null>;

/** A reply of a few hundred tokens that takes longer than this many times the first token's limit is a fault. */
const TOTAL_FACTOR = 5;
/** A busy server gets two more tries, with the client's own backoff. */
const RETRIES = 2;
/** What a server says of itself, it says at once. */
const PROPS_MS = 5_000;
/** Faults of a look that change nothing for a model that is known already. */
const PASSING: readonly ErrorCode[] = ["model-unreachable", "model-garbled"];

interface Known {
  readonly server: DiscoveredModel;
  readonly model: VisionModel;
}

/**
 * Looks for the model when it is first wanted, and again after a failure that puts in doubt what is known of it: a server may
 * come up later, or come back with another model. A model that is found unchanged stays the same object. `loadingMs` is how long
 * a server may take to load its model.
 */
export function createModelSource(settings: ModelSettings, logger: Logger, loadingMs = 0): ModelSource {
  let known: Known | null = null;
  let isInDoubt = true;
  const costs = createCostsByModel();
  const take = async (server: DiscoveredModel): Promise<Known> => {
    const model = observedModel(await connect(server, { settings, costs: costs(server), logger }), {
      onDoubt() {
        isInDoubt = true;
      },
      // Ollama reports the context of a loaded model, and has loaded this one now.
      onReply() {
        isInDoubt ||= server.isContextAssumed;
      },
    });
    return { server, model };
  };
  return async (signal, onLoading) => {
    if (known && !isInDoubt) return known.model;
    const look = () => find(settings, logger, signal);
    const server = await whenLoaded(look, { loadingMs, onLoading }, signal).catch((error: unknown) =>
      keepKnown(known, error),
    );
    if (!server) known = null;
    else if (!known || !isSame(known.server, server)) known = await take(server);
    isInDoubt = false;
    return known?.model ?? null;
  };
}

/** Where the server's list cannot be read, the request itself shows best what is wrong. */
function keepKnown(known: Known | null, error: unknown): DiscoveredModel {
  const isPassing = error instanceof CuepointError && PASSING.includes(error.code);
  if (known && isPassing) return known.server;
  throw error;
}

/** An assumed context does not contradict one that the server reported. */
function isSame(known: DiscoveredModel, now: DiscoveredModel): boolean {
  const sameModel = known.baseUrl === now.baseUrl && known.name === now.name;
  return sameModel && (now.isContextAssumed || known.contextTokens === now.contextTokens);
}

function find({ baseUrl, servers, name, apiKey }: ModelSettings, logger: Logger, signal: AbortSignal) {
  return discoverModel({ baseUrl, servers, name, apiKey, signal, logger });
}

/** Asks the server each time; rejects where it cannot be reached. */
export async function hasModel(
  settings: ModelSettings,
  logger: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  return (await find(settings, logger, signal)) !== null;
}

/** What pictures cost is known for as long as the process lives, also where a server has another context meanwhile. */
function createCostsByModel(): (server: DiscoveredModel) => PictureCosts {
  const known = new Map<string, PictureCosts>();
  return ({ baseUrl, name }) => {
    const key = `${baseUrl}\n${name}`;
    const costs = known.get(key) ?? createPictureCosts();
    known.set(key, costs);
    return costs;
  };
}

interface Connecting {
  readonly settings: ModelSettings;
  readonly costs: PictureCosts;
  readonly logger: Logger;
}

async function connect(
  server: DiscoveredModel,
  { settings, costs, logger }: Connecting,
): Promise<VisionModel> {
  const { baseUrl, apiKey, maxImages } = settings;
  const contextTokens = settings.contextTokens ?? server.contextTokens;
  logger.info(
    { server: server.server, baseUrl: server.baseUrl, model: server.name, contextTokens },
    "model found",
  );
  // Loaded once a model was found: its client is the largest library of all, and a single still needs none.
  const { createOpenAiModel } = await import("../client/openai-model.ts");
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
    costs,
    logger,
  });
  const contextFrom = settings.contextTokens === undefined ? server.server : "setting";
  const { host, hostname } = new URL(server.baseUrl);
  // A server that the settings name needs no mention.
  const foundAt = baseUrl === undefined && hostname === "127.0.0.1" ? { foundAt: host } : {};
  const access = {
    baseUrl: server.baseUrl,
    apiKey: settings.apiKey,
    fetch: createFetch(),
    timeoutMs: PROPS_MS,
  };
  const parallel = async (signal: AbortSignal) =>
    settings.parallel ?? (server.server === "llama.cpp" ? await llamaSlots({ ...access, signal }) : null);
  return { ...model, contextFrom, server: server.server, parallel, ...foundAt };
}

/** After these errors the server may have another model or context, or be another server. */
const TELLING: readonly ErrorCode[] = [
  "model-refused",
  "model-overflow",
  "model-text-only",
  "model-unreachable",
  "model-timeout",
  "model-loading",
];

interface Observer {
  /** A request failed in a way that suggests a changed server. */
  readonly onDoubt: () => void;
  readonly onReply: () => void;
}

/** The same model; each failure that may mean another server or model is reported. */
function observedModel(model: VisionModel, { onDoubt, onReply }: Observer): VisionModel {
  return {
    ...model,
    async *reply(request, signal) {
      try {
        yield* model.reply(request, signal);
        onReply();
      } catch (error) {
        if (error instanceof CuepointError && TELLING.includes(error.code)) onDoubt();
        throw error;
      }
    },
  };
}
