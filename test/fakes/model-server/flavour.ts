import { llamaError, WireError } from "./wire.ts";

/** Whose models list, running list and refusals the double gives. */
export type Flavour = "llama.cpp" | "vllm" | "sglang" | "ollama";

const CREATED = 1_795_365_302;

function llamaModels(models: readonly string[], contextTokens: number) {
  return {
    models: models.map((name) => ({ name, model: name, capabilities: ["completion", "multimodal"] })),
    object: "list",
    data: models.map((id) => ({
      id,
      aliases: [id],
      tags: [],
      object: "model",
      created: CREATED,
      owned_by: "llamacpp",
      meta: { vocab_type: true, n_ctx: contextTokens, n_ctx_train: 262_144 },
    })),
  };
}

function plainModels(models: readonly string[], extra: Readonly<Record<string, unknown>>) {
  return {
    object: "list",
    data: models.map((id) => ({ id, object: "model", created: CREATED, ...extra })),
  };
}

export function listModels(flavour: Flavour, models: readonly string[], contextTokens: number): unknown {
  if (flavour === "llama.cpp") return llamaModels(models, contextTokens);
  if (flavour === "ollama") return plainModels(models, { owned_by: "library" });
  return plainModels(models, { owned_by: flavour, max_model_len: contextTokens });
}

function badRequest(message: string): WireError {
  return new WireError(400, { error: { message, type: "BadRequestError", param: null, code: 400 } });
}

export function overflow(flavour: Flavour, promptTokens: number, contextTokens: number): WireError {
  if (flavour === "vllm") {
    return badRequest(
      `This model's maximum context length is ${contextTokens} tokens. However, your request has ${promptTokens} input tokens. Please reduce the length of the input messages. (parameter=input_tokens, value=${promptTokens})`,
    );
  }
  if (flavour === "sglang") {
    return badRequest(
      `The input (${promptTokens} tokens) is longer than the model's context length (${contextTokens} tokens).`,
    );
  }
  const message = `request (${promptTokens} tokens) exceeds the available context size (${contextTokens} tokens), try increasing it`;
  return new WireError(400, {
    error: {
      code: 400,
      message,
      type: "exceed_context_size_error",
      n_prompt_tokens: promptTokens,
      n_ctx: contextTokens,
    },
  });
}

export function tooManyImages(limit: number): WireError {
  return badRequest(`At most ${limit} image(s) may be provided in one prompt. (parameter=image)`);
}

export const loading = llamaError(503, "Loading model", "unavailable_error");
export const badKey = llamaError(401, "Invalid API Key", "authentication_error");
