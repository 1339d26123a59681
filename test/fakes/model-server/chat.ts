import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { PictureTokens } from "../../../src/vision/model.ts";
import { PROOF_SCHEMA } from "../../../src/vision/proof/proof.ts";
import type { createMood } from "../mood.ts";
import type { Brain, Mind } from "./brain.ts";
import { streamCompletion } from "./event-stream.ts";
import { type Flavour, overflow, tooManyImages } from "./flavour.ts";
import type { Gate } from "./gate.ts";
import type { Misbehaviour, MisbehaviourKind, MisbehaviourOptions } from "./misbehaviour.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { type createLog, recordRequest } from "./record.ts";
import { type SeenRequest, seeRequest } from "./seen-request.ts";
import { spoil } from "./spoil.ts";
import { type ChatBody, chatBody, llamaError, WireError } from "./wire.ts";

export interface ChatOptions {
  readonly brain: Mind;
  /** Answers the proof that a model gives before its first use. */
  readonly proofBrain: Brain;
  readonly contextTokens?: number;
  readonly maxImages?: number;
  /** What a picture costs; as with Qwen3-VL without it. */
  readonly pictureTokens?: PictureTokens;
  readonly flavour?: Flavour;
  readonly mood: ReturnType<typeof createMood<MisbehaviourKind, MisbehaviourOptions>>;
  readonly gate: Gate;
  readonly log: ReturnType<typeof createLog>;
  readonly cache: ReturnType<typeof createPromptCache>;
}

const PAGE = "<!doctype html><html><title>Sign in</title><body><h1>Sign in</h1></body></html>";

async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = (await buffer(request)).toString();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function parseBody(body: unknown): ChatBody {
  if (body === null) throw llamaError(500, "[json.exception.parse_error.101] parse error", "server_error");
  const parsed = chatBody.safeParse(body);
  if (parsed.success) return parsed.data;
  throw llamaError(
    400,
    `not a request the double can answer: ${parsed.error.message}`,
    "invalid_request_error",
  );
}

function isProof(body: unknown): boolean {
  const parsed = chatBody.safeParse(body);
  return parsed.data?.response_format?.json_schema.name === PROOF_SCHEMA;
}

/** Replies that need no look at the request; false where it has to be looked at. */
async function answerBlindly(response: ServerResponse, misbehaviour: Misbehaviour | null): Promise<boolean> {
  const { kind, status = 500, body } = misbehaviour ?? {};
  if (kind === "hang") await once(response, "close");
  else if (kind === "500" || kind === "status") {
    throw new WireError(status, body ?? { error: { code: status, message: "failed", type: "server_error" } });
  } else if (kind === "html") response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
  else if (kind === "empty")
    response.writeHead(200, { "content-type": "text/event-stream" }).end("data: [DONE]\n\n");
  else return false;
  return true;
}

function checkLimits(seen: SeenRequest, options: ChatOptions, misbehaviour: Misbehaviour | null): void {
  const { contextTokens = 32_768, flavour = "llama.cpp", cache } = options;
  const limit = misbehaviour?.kind === "too-many-images" ? (misbehaviour.limit ?? 1) : options.maxImages;
  if (limit !== undefined && seen.frames.length > limit) throw tooManyImages(limit);
  const promptTokens = cache.countTokens(seen);
  if (promptTokens >= contextTokens) throw overflow(flavour, promptTokens, contextTokens);
}

/** What answers this request, and what remembers it: a proof is no chat, so no test finds it among the chat requests. */
function partFor(json: unknown, { brain, proofBrain, log, cache }: ChatOptions, proofs: typeof cache) {
  if (!isProof(json)) return { isProof: false, brain, cache, add: log.add };
  return { isProof: true, brain: proofBrain, cache: proofs, add: log.addProof };
}

/** Handles one chat completion: records it, looks at its pictures, and streams what the brain says. */
export function createChat(options: ChatOptions) {
  const { mood, gate } = options;
  const proofs = createPromptCache();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const json = await readJson(request);
    const record = recordRequest(request, json, response);
    const part = partFor(json, options, proofs);
    // What fails the proof alone lets every other request through, and counts none of them.
    const isMeant = part.isProof === (mood.peek()?.onProof ?? false);
    const misbehaviour = isMeant ? mood.take() : null;
    part.add(record);
    if (await answerBlindly(response, misbehaviour)) return;
    const body = parseBody(json);
    const seen = await seeRequest(body);
    record.seen = seen;
    checkLimits(seen, options, misbehaviour);
    record.usage = part.cache.read(seen);
    const completion = {
      model: body.model,
      text: spoil(misbehaviour?.kind, await part.brain(seen)),
      maxTokens: body.max_tokens ?? Number.POSITIVE_INFINITY,
      usage: record.usage,
      includeUsage: body.stream_options?.include_usage === true,
    };
    await streamCompletion(response, completion, misbehaviour?.kind, gate);
  };
}
