import { APIError, type OpenAI } from "openai";
import { CuepointError } from "../../errors.ts";
import { createOpenAiClient } from "../../http/openai-client.ts";
import type { Logger } from "../../logger.ts";
import { type Deadline, startDeadline } from "../../util/timeout.ts";
import type { ReplyChunk, VisionModel, VisionRequest } from "../model.ts";
import { createPictureCosts, type PictureCosts } from "../picture-costs.ts";
import { chatRequest, routingHeaders } from "./chat-request.ts";
import { asModelError } from "./model-errors.ts";
import { LATE, readReply } from "./reply-stream.ts";
import { refusesTemplateOptions } from "./server-messages.ts";

/** Milliseconds. */
interface TimeLimits {
  /**
   * From the request to the first piece of the reply: connecting, every retry, the queue, reading the prompt.
   * The platform's own limits, 10 seconds to connect and 5 minutes of silence, hold whatever is said here.
   */
  readonly firstChunkMs: number;
  /** Between two pieces of the reply. */
  readonly idleMs: number;
  /** The whole reply, however steadily it drips. */
  readonly totalMs: number;
}

export interface OpenAiModelOptions {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The model's name as the server lists it. */
  readonly name: string;
  readonly contextTokens: number;
  readonly maxImages: number;
  readonly timeouts: TimeLimits;
  /** Further tries after a refused connection, 408, 409, 429 or 5xx; never once a reply has begun. */
  readonly maxRetries: number;
  /** What pictures cost there; what replies tell of it is learned. */
  readonly costs?: PictureCosts | undefined;
  readonly logger: Logger;
}

/** An event carries some bytes of text in about 300 of JSON: these limits hold 1 MB of text with room. */
const REPLY_BYTES = { line: 2 ** 21, total: 2 ** 27 };

type Body = ReturnType<typeof chatRequest>;

async function openStream(client: OpenAI, body: Body, cacheKey: string, deadline: Deadline) {
  const { data, response } = await client.chat.completions
    .create(body, { headers: routingHeaders(cacheKey), signal: deadline.signal })
    .withResponse();
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream")) throw new CuepointError("model-garbled", {});
  return data;
}

/** A model behind any server that speaks OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama. */
export function createOpenAiModel(options: OpenAiModelOptions): VisionModel {
  const { name, contextTokens, maxImages, timeouts, logger, costs = createPictureCosts() } = options;
  const client = createOpenAiClient({
    ...{ baseUrl: options.baseUrl, apiKey: options.apiKey, maxRetries: options.maxRetries },
    // The deadline is stricter; this only keeps the client's own ten minutes from cutting in before it.
    timeoutMs: timeouts.totalMs + 1000,
    reply: REPLY_BYTES,
  });
  let forbidThinking = true;

  /** A server that refuses a field is asked without it, from then on. */
  async function open(request: VisionRequest, deadline: Deadline) {
    const body = () => chatRequest(name, request, { forbidThinking });
    try {
      return await openStream(client, body(), request.cacheKey, deadline);
    } catch (error) {
      const isRefused = error instanceof APIError && refusesTemplateOptions(error.status ?? 0, error.message);
      if (!isRefused || !forbidThinking) throw error;
      forbidThinking = false;
      logger.info({ model: name }, "the server refuses options for its chat template");
      return await openStream(client, body(), request.cacheKey, deadline);
    }
  }

  async function* reply(request: VisionRequest, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const deadline = startDeadline(timeouts.totalMs, signal, LATE);
    try {
      deadline.expect(timeouts.firstChunkMs, LATE);
      const stream = await open(request, deadline);
      for await (const chunk of readReply(stream, deadline, timeouts.idleMs)) {
        if (chunk.type === "end") {
          logger.debug(
            { model: name, ms: elapsed(), finish: chunk.finishReason, usage: chunk.usage },
            "model replied",
          );
          const { messages, pictureSize } = request;
          if (pictureSize && chunk.usage) costs.learn(messages, pictureSize, chunk.usage.promptTokens);
        }
        yield chunk;
      }
    } catch (error) {
      const fault = deadline.verdict() ?? asModelError(error);
      logger.debug({ model: name, ms: elapsed(), code: fault.code, details: fault.details }, "model failed");
      throw fault;
    } finally {
      deadline.end();
    }
  }

  return { name, limits: { contextTokens, maxImages, pictureTokens: costs.tokensOf }, reply };
}
