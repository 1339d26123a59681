import type { OpenAI } from "openai";
import { isQwen3Vl } from "../discovery/choose-model.ts";
import { FIRST_SEED, type MessagePart, type ModelMessage, type VisionRequest } from "../model.ts";

type StreamingBody = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

/** What vLLM, SGLang and DashScope read besides OpenAI's own; other servers ignore it. */
interface Extras {
  readonly top_k?: number;
  readonly repetition_penalty?: number;
  /** vLLM keeps caches of different salts apart, so that no tenant can tell by the time it takes what another has shown. */
  readonly cache_salt: string;
  /** Newer models think first by default, for longer than a reply may be. */
  readonly chat_template_kwargs?: { readonly enable_thinking: false };
}

/**
 * What the README of Qwen3-VL recommends for the Instruct models. The shipped generation config lacks the
 * presence penalty, so no server would apply it by default.
 */
const SAMPLING = { temperature: 0.7, top_p: 0.8, top_k: 20, repetition_penalty: 1.0 };
const FREE_TEXT_PRESENCE_PENALTY = 1.5;
/**
 * JSON has to say its keys and labels again and again. With the full penalty every digit already written
 * counts against the next label, so the times that the model picks would follow the penalty and not the
 * picture; some of it is kept against sentences that repeat. An estimate, not a measurement.
 */
const JSON_PRESENCE_PENALTY = 0.5;

/** Text and pictures stay separate parts in their order: some servers merge adjacent pictures otherwise. */
function contentPart(part: MessagePart): OpenAI.Chat.ChatCompletionContentPart {
  if (part.type === "text") return { type: "text", text: part.text };
  return {
    type: "image_url",
    image_url: { url: `data:image/jpeg;base64,${part.jpeg.toString("base64")}` },
  };
}

function textOf(content: ModelMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Only a user message may hold pictures; those of another role are left out. */
function chatMessage({ role, content }: ModelMessage): OpenAI.Chat.ChatCompletionMessageParam {
  if (role !== "user" || typeof content === "string") return { role, content: textOf(content) };
  return { role, content: content.map(contentPart) };
}

/** Another model's own values are its server's defaults. */
function samplingOf(model: string, isJson: boolean) {
  if (!isQwen3Vl({ id: model, aliases: [] })) return {};
  return { ...SAMPLING, presence_penalty: isJson ? JSON_PRESENCE_PENALTY : FREE_TEXT_PRESENCE_PENALTY };
}

export interface RequestOptions {
  /** Turns thinking off in models that have it; some servers refuse the option. */
  readonly forbidThinking: boolean;
}

/** The body of a streaming chat completion. */
export function chatRequest(
  model: string,
  request: VisionRequest,
  { forbidThinking }: RequestOptions,
): StreamingBody & Extras {
  const { schema } = request;
  return {
    model,
    messages: request.messages.map(chatMessage),
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: request.maxOutputTokens,
    seed: request.seed ?? FIRST_SEED,
    user: request.cacheKey,
    cache_salt: request.cacheKey,
    ...samplingOf(model, schema !== undefined),
    ...(forbidThinking && { chat_template_kwargs: { enable_thinking: false } }),
    ...(schema && {
      response_format: {
        type: "json_schema",
        json_schema: { name: schema.name, schema: { ...schema.schema }, strict: true },
      },
    }),
  };
}

/** Headers by which routers in front of several servers send a video's requests to one of them. */
export function routingHeaders(cacheKey: string): Record<string, string> {
  return { "X-Session-ID": cacheKey, "x-smg-routing-key": cacheKey };
}
