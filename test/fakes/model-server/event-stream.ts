import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Gate } from "./gate.ts";
import type { MisbehaviourKind } from "./misbehaviour.ts";

export interface Completion {
  readonly model: string;
  readonly text: string;
  readonly maxTokens: number;
  readonly usage: { readonly promptTokens: number; readonly cachedTokens: number };
  readonly includeUsage: boolean;
}

/** Pieces of text sent before the stream goes wrong. */
const SOME = 2;
/** Characters a token stands for; a huge reply comes in large pieces, or sending it takes for ever. */
const TOKEN_LENGTH = 4;
const HUGE_PIECE = 2 ** 16;

function splitText(text: string, misbehaviour: MisbehaviourKind | undefined): string[] {
  if (misbehaviour === "huge") return text.match(new RegExp(`[^]{1,${HUGE_PIECE}}`, "g")) ?? [];
  const characters = [...text];
  const count = Math.ceil(characters.length / TOKEN_LENGTH);
  return Array.from({ length: count }, (_, i) =>
    characters.slice(i * TOKEN_LENGTH, (i + 1) * TOKEN_LENGTH).join(""),
  );
}

function timings(cached: number, prompt: number, predicted: number) {
  return {
    cache_n: cached,
    prompt_n: prompt - cached,
    prompt_ms: 1,
    predicted_n: predicted,
    predicted_ms: 1,
  };
}

/** Sends one event; resolves when the client can take more, or has gone. */
async function send(response: ServerResponse, data: unknown): Promise<void> {
  if (response.destroyed || response.write(`data: ${JSON.stringify(data)}\n\n`)) return;
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, "drain", { signal }), once(response, "close", { signal })]);
  settled.abort();
}

/** Goes wrong after some pieces, in the way asked for; true where the stream is over. */
async function breakOff(
  response: ServerResponse,
  misbehaviour: MisbehaviourKind | undefined,
): Promise<boolean> {
  if (misbehaviour === "hang-after-some") await once(response, "close");
  else if (misbehaviour === "reset") response.destroy();
  else if (misbehaviour === "malformed") response.end('data: {"choices": [\n\n');
  else if (misbehaviour === "mid-stream-error") {
    await send(response, { error: { code: 500, message: "slot failed", type: "server_error" } });
    response.end();
  } else return false;
  return true;
}

/** Streams a completion as llama-server does: role, text, finish, usage without choices, `[DONE]`. */
export async function streamCompletion(
  response: ServerResponse,
  completion: Completion,
  misbehaviour: MisbehaviourKind | undefined,
  gate: Gate,
): Promise<void> {
  const { text, maxTokens, usage, includeUsage } = completion;
  const head = {
    created: 1_795_365_302,
    id: "chatcmpl-double",
    model: completion.model,
    system_fingerprint: "b1-double",
    object: "chat.completion.chunk",
  };
  const choice = (delta: object, finish_reason: string | null = null) => ({
    choices: [{ finish_reason, index: 0, delta }],
    ...head,
  });

  response.writeHead(200, { "content-type": "text/event-stream" });
  await send(response, choice({ role: "assistant", content: null }));
  const all = splitText(text, misbehaviour);
  const pieces = misbehaviour === "huge" ? all : all.slice(0, maxTokens);
  for (const [i, content] of pieces.entries()) {
    if (i === SOME && (await breakOff(response, misbehaviour))) return;
    if (misbehaviour === "slow") await gate.pass(response);
    if (response.destroyed) return;
    await send(response, choice({ content }));
  }
  const cut = misbehaviour === "truncated" || pieces.length < all.length;
  await send(response, choice({}, cut ? "length" : "stop"));
  if (includeUsage) {
    const { promptTokens, cachedTokens } = usage;
    await send(response, {
      choices: [],
      ...head,
      usage: {
        completion_tokens: pieces.length,
        prompt_tokens: promptTokens,
        total_tokens: promptTokens + pieces.length,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      },
      timings: timings(cachedTokens, promptTokens, pieces.length),
    });
  }
  response.end("data: [DONE]\n\n");
}
