import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import { getText } from "../../http/get-text.ts";
import { ReplyTooLong } from "../../http/server-access.ts";
import { safeError } from "../../util/safe-error.ts";
import { isLoading } from "../client/server-messages.ts";

/** A server's address and how to reach it. */
export interface ServerAccess {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface ListedModel {
  readonly id: string;
  readonly aliases: readonly string[];
  /** Null where the list does not tell. */
  readonly contextTokens: number | null;
  readonly ownedBy: string;
}

const tokens = z.number().int().positive().nullish().catch(null);
const modelList = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      aliases: z.array(z.string()).nullish().catch(null),
      owned_by: z.string().nullish().catch(null),
      max_model_len: tokens,
      meta: z.object({ n_ctx: tokens }).nullish().catch(null),
    }),
  ),
});
const runningModels = z.object({
  models: z.array(z.object({ model: z.string(), context_length: tokens })),
});

const llamaProps = z.object({ total_slots: z.number().int().positive() });

const lmStudioModels = z.object({
  data: z.array(z.object({ id: z.string(), loaded_context_length: tokens })),
});

/** Throws `cancelled`, `model-unreachable` where nothing answers in time, `model-garbled` for an endless answer. */
async function get(url: string, access: ServerAccess): Promise<{ status: number; text: string }> {
  const { signal } = access;
  try {
    return await getText(url, access);
  } catch (error) {
    if (signal?.aborted) throw new CuepointError("cancelled");
    const code = error instanceof ReplyTooLong ? "model-garbled" : "model-unreachable";
    throw new CuepointError(code, {}, safeError(error));
  }
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new CuepointError("model-garbled", {}, safeError(error));
  }
}

/**
 * The models a server lists, in its order; null where it keeps no list. Throws `model-loading`, `model-unreachable`,
 * `model-refused` (the key) or `model-garbled`.
 */
export async function listModels(access: ServerAccess): Promise<ListedModel[] | null> {
  const { status, text } = await get(`${access.baseUrl}/models`, access);
  if (status === 404 || status === 405) return null;
  if (isLoading(status, text)) throw new CuepointError("model-loading");
  if (status >= 500 || status === 429) throw new CuepointError("model-unreachable", { status });
  if (status !== 200) throw new CuepointError("model-refused", { status });
  return parse(modelList, text).data.map((model) => ({
    id: model.id,
    aliases: model.aliases ?? [],
    contextTokens: model.max_model_len ?? model.meta?.n_ctx ?? null,
    ownedBy: model.owned_by ?? "",
  }));
}

/** How many requests llama.cpp works on at a time; null on any fault. */
export async function llamaSlots(access: ServerAccess): Promise<number | null> {
  try {
    const { text } = await get(new URL("/props", access.baseUrl).href, access);
    return parse(llamaProps, text).total_slots;
  } catch (error) {
    if (error instanceof CuepointError && error.code === "cancelled") throw error;
    return null;
  }
}

/** The context that LM Studio has loaded a model with; null while it is not loaded, or on any fault. */
export async function lmStudioContext(access: ServerAccess, name: string): Promise<number | null> {
  try {
    const { text } = await get(new URL("/api/v0/models", access.baseUrl).href, access);
    const model = parse(lmStudioModels, text).data.find(({ id }) => id === name);
    return model?.loaded_context_length ?? null;
  } catch (error) {
    if (error instanceof CuepointError && error.code === "cancelled") throw error;
    return null;
  }
}

/** The context that Ollama has loaded a model with; null while it is not loaded, or on any fault. */
export async function ollamaContext(access: ServerAccess, name: string): Promise<number | null> {
  try {
    const { text } = await get(new URL("/api/ps", access.baseUrl).href, access);
    const running = parse(runningModels, text).models.find(({ model }) => model === name);
    return running?.context_length ?? null;
  } catch (error) {
    if (error instanceof CuepointError && error.code === "cancelled") throw error;
    return null;
  }
}
