import { CuepointError } from "../../errors.ts";
import { createFetch } from "../../http/fetch.ts";
import { openAiBaseUrl } from "../../http/server-access.ts";
import type { Logger } from "../../logger.ts";
import { safeError } from "../../util/safe-error.ts";
import type { ContextSource } from "../model.ts";
import { findByName, isQwen3Vl, preferredSeeing } from "./choose-model.ts";
import {
  type ListedModel,
  listModels,
  lmStudioContext,
  ollamaContext,
  type ServerAccess,
} from "./listed-models.ts";

type ServerKind = Exclude<ContextSource, "setting">;

export interface DiscoveredModel {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly name: string;
  readonly contextTokens: number;
  /** The server will tell its context once it has answered: Ollama loads a model with the first request. */
  readonly isContextAssumed: boolean;
  readonly server: ServerKind;
}

/** A port of this machine, and the server that usually listens there. */
interface LocalPort {
  readonly server: ServerKind;
  readonly port: number;
}

export interface DiscoverOptions {
  /** The configured server; without one, this machine's usual ports are tried. */
  readonly baseUrl?: string | undefined;
  readonly name?: string | undefined;
  /** Sent to the configured server only: what listens on a local port is not trusted yet. */
  readonly apiKey?: string | undefined;
  /** Servers to look at before this machine's ports, in order of preference. */
  readonly servers?: readonly string[] | undefined;
  /** In order of preference. */
  readonly ports?: readonly LocalPort[];
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  readonly logger: Logger;
}

/** Each server's own default. */
const USUAL_PORTS: readonly LocalPort[] = [
  { server: "vllm", port: 8000 },
  { server: "llama.cpp", port: 8080 },
  { server: "sglang", port: 30_000 },
  { server: "ollama", port: 11_434 },
  { server: "lm-studio", port: 1234 },
];
const LOCAL_TIMEOUT_MS = 1000;
const CONFIGURED_TIMEOUT_MS = 5000;
/** Enough for any video of ten minutes, and the length the documented server commands ask for. */
const DEFAULT_CONTEXT = 32_768;
/** Ollama and LM Studio load a model with this much unless told otherwise, which their `/v1` cannot. */
const LOADED_CONTEXT = 4096;

const KIND_BY_OWNER: Readonly<Record<string, ServerKind>> = {
  vllm: "vllm",
  llamacpp: "llama.cpp",
  sglang: "sglang",
  library: "ollama",
  organization_owner: "lm-studio",
};

type LoadedContext = (access: ServerAccess, name: string) => Promise<number | null>;

/** Servers that load a model with the first request, and tell its context only then. */
const LOADED_CONTEXTS: Readonly<Partial<Record<ServerKind, LoadedContext>>> = {
  ollama: ollamaContext,
  "lm-studio": lmStudioContext,
};

const KIND_BY_PORT: Readonly<Record<string, ServerKind>> = { "11434": "ollama", "1234": "lm-studio" };

async function describe(
  access: ServerAccess,
  model: { readonly name: string; readonly listed: ListedModel | undefined },
  usual: ServerKind,
): Promise<DiscoveredModel> {
  const server = KIND_BY_OWNER[model.listed?.ownedBy ?? ""] ?? usual;
  const loaded = LOADED_CONTEXTS[server];
  const told = model.listed?.contextTokens ?? (await loaded?.(access, model.name)) ?? null;
  const contextTokens = told ?? (loaded ? LOADED_CONTEXT : DEFAULT_CONTEXT);
  const isContextAssumed = loaded !== undefined && told === null;
  return { baseUrl: access.baseUrl, name: model.name, contextTokens, isContextAssumed, server };
}

function configuredBaseUrl(address: string): string {
  try {
    return openAiBaseUrl(address);
  } catch (error) {
    throw new CuepointError("model-unreachable", {}, safeError(error));
  }
}

async function askConfigured(address: string, options: DiscoverOptions): Promise<DiscoveredModel> {
  const { name, apiKey, fetch = createFetch(), signal, logger } = options;
  const baseUrl = configuredBaseUrl(address);
  const access = { baseUrl, apiKey, fetch, timeoutMs: CONFIGURED_TIMEOUT_MS, signal };
  const models = (await listModels(access)) ?? [];
  const usual = KIND_BY_PORT[new URL(baseUrl).port] ?? "other";
  if (name === undefined) {
    const listed = preferredSeeing(models) ?? models[0];
    if (listed === undefined) throw new CuepointError("model-missing");
    if (!isQwen3Vl(listed))
      logger.warn({ model: listed.id }, "the server lists no Qwen3-VL; taking its first model");
    return describe(access, { name: listed.id, listed }, usual);
  }
  const named = findByName(models, name);
  if (named === undefined)
    logger.warn({ model: name }, "the server does not list the configured model; taking it anyway");
  // llama.cpp ignores the name and answers with the one model it has, so that model's context counts.
  const listed = named ?? (models.length === 1 ? models[0] : undefined);
  return describe(access, { name, listed }, usual);
}

interface Candidate {
  readonly server: ServerKind;
  readonly baseUrl: string;
}

function candidatesOf({ servers = [], ports = USUAL_PORTS }: DiscoverOptions): Candidate[] {
  const local = ({ server, port }: LocalPort) => ({ server, baseUrl: `http://127.0.0.1:${port}/v1` });
  const named = servers.map((address) => ({ server: "other" as const, baseUrl: openAiBaseUrl(address) }));
  return [...named, ...ports.map(local)];
}

async function askLocal(
  { server, baseUrl }: Candidate,
  { name, fetch = createFetch(), signal, logger }: DiscoverOptions,
): Promise<DiscoveredModel | CuepointError | null> {
  const access = { baseUrl, fetch, timeoutMs: LOCAL_TIMEOUT_MS, signal };
  try {
    const models = (await listModels(access)) ?? [];
    const listed = name === undefined ? preferredSeeing(models) : findByName(models, name);
    return listed ? await describe(access, { name: name ?? listed.id, listed }, server) : null;
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof CuepointError && error.code === "model-loading") return error;
    logger.debug(
      { baseUrl, code: error instanceof CuepointError ? error.code : "unexpected" },
      "no model here",
    );
    return null;
  }
}

/** Where no other server has it, the one that is still loading may. */
async function askAllLocal(
  candidates: readonly Candidate[],
  options: DiscoverOptions,
): Promise<DiscoveredModel | null> {
  const answers = await Promise.all(candidates.map((candidate) => askLocal(candidate, options)));
  const found: DiscoveredModel[] = [];
  let loading: CuepointError | null = null;
  for (const answer of answers) {
    if (answer instanceof CuepointError) loading = answer;
    else if (answer) found.push(answer);
  }
  const best = found.find((one) => isQwen3Vl({ id: one.name, aliases: [] })) ?? found[0];
  if (best) return best;
  if (loading) throw loading;
  return null;
}

/**
 * Finds the model to use. With a configured server: that one, or throws `model-unreachable`, `model-refused`,
 * `model-garbled`, or `model-missing` where it lists nothing. Without: the first local server that has a
 * Qwen3-VL (or the model named), else the first with another model that sees pictures, or null. Throws `model-loading` where a server still reads its weights.
 */
export async function discoverModel(options: DiscoverOptions): Promise<DiscoveredModel | null> {
  const { baseUrl } = options;
  if (baseUrl !== undefined) return await askConfigured(baseUrl, options);
  return await askAllLocal(candidatesOf(options), options);
}
