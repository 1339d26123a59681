/** Width and height in pixels of a picture as it is sent. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Visual tokens of one picture of a size. */
export type PictureTokens = (size: ImageSize) => number;

/** One piece of a user message. Pictures are JPEG bytes; they are sent exactly as they are. */
export type MessagePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly jpeg: Buffer };

export interface ModelMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string | readonly MessagePart[];
}

export interface VisionRequest {
  readonly messages: readonly ModelMessage[];
  /** JSON Schema the reply must obey; free text without it. */
  readonly schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  readonly maxOutputTokens: number;
  /** Routing key: the same value for every request about one video, so that its prefix cache is warm. */
  readonly cacheKey: string;
  /** Of all pictures in the request, where they have one size: from it the model learns what pictures cost. */
  readonly pictureSize?: ImageSize;
  /** A repair try uses another seed, or it would say the same again. */
  readonly seed?: number;
}

export interface TokenUsage {
  readonly promptTokens: number;
  /** Prompt tokens the server took from its cache; null where it does not say. */
  readonly cachedTokens: number | null;
  readonly outputTokens: number;
}

export type ReplyChunk =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "end";
      readonly finishReason: "stop" | "length" | "other";
      readonly usage: TokenUsage | null;
    };

export interface ModelLimits {
  readonly contextTokens: number;
  readonly maxImages: number;
  /** As the server has counted so far; Qwen3-VL's formula without it. */
  readonly pictureTokens?: PictureTokens;
}

/**
 * A vision-language model. `reply` streams: any number of text chunks, then exactly one end.
 * It throws CuepointError with a `model-*` code, or `cancelled` when the signal aborts, which also
 * closes the connection so that the server stops working.
 */
export interface VisionModel {
  readonly name: string;
  /** Host and port of a server that no setting names and that was found on this machine. */
  readonly foundAt?: string;
  /** Who says how large the context is, and so how to raise it. */
  readonly contextFrom?: ContextSource;
  /** Kind of its server, as "vllm". */
  readonly server?: string;
  readonly limits: ModelLimits;
  /** Requests that its server works on at a time; null where neither it nor a setting says so. Does not reject but for the signal. */
  readonly parallel?: (signal: AbortSignal) => Promise<number | null>;
  reply(request: VisionRequest, signal: AbortSignal): AsyncIterable<ReplyChunk>;
}

/** A kind of server, each with a flag of its own for it, or our own setting. */
export const CONTEXT_SOURCES = [
  "vllm",
  "llama.cpp",
  "sglang",
  "ollama",
  "lm-studio",
  "other",
  "setting",
] as const;
export type ContextSource = (typeof CONTEXT_SOURCES)[number];

export interface CollectedReply {
  readonly text: string;
  readonly finishReason: "stop" | "length" | "other";
  readonly usage: TokenUsage | null;
}

/** Waits for the whole reply. Throws what `model.reply` throws. */
export async function collectReply(
  model: VisionModel,
  request: VisionRequest,
  signal: AbortSignal,
): Promise<CollectedReply> {
  const pieces: string[] = [];
  let end: Omit<CollectedReply, "text"> = { finishReason: "other", usage: null };
  for await (const chunk of model.reply(request, signal)) {
    if (chunk.type === "text") pieces.push(chunk.text);
    else end = { finishReason: chunk.finishReason, usage: chunk.usage };
  }
  return { text: pieces.join(""), ...end };
}

/** The seed of the evaluation scripts published with Qwen3-VL. */
export const FIRST_SEED = 3407;

/** With a seed of its own each try says something else; `failures` are the earlier ones, each with a repair. */
export function seedOf({ failures, isRepair }: { failures: number; isRepair: boolean }): number {
  return FIRST_SEED + 2 * failures + (isRepair ? 1 : 0);
}
