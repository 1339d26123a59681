import { createOpenAiModel, type OpenAiModelOptions } from "../../src/vision/client/openai-model.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "../fakes/model-server/model-server.ts";

export interface ServedModel extends AsyncDisposable {
  readonly server: ModelServer;
  readonly model: VisionModel;
}

/** Long enough that no limit passes by accident on a busy machine. */
export const AMPLE = { firstChunkMs: 20_000, idleMs: 20_000, totalMs: 20_000 };

/** The OpenAI model in front of a model double. */
export async function startModel(
  serverOptions: ModelServerOptions = {},
  modelOptions: Partial<OpenAiModelOptions> = {},
): Promise<ServedModel> {
  const server = await startModelServer(serverOptions);
  const model = createOpenAiModel({
    baseUrl: server.url,
    name: "qwen3-vl-2b-instruct",
    contextTokens: 32_768,
    maxImages: 64,
    timeouts: AMPLE,
    maxRetries: 0,
    logger: createFakeLogger(),
    ...modelOptions,
  });
  return { server, model, [Symbol.asyncDispose]: () => server.stop() };
}
