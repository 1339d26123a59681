import type { OpenAI } from "openai";
import { CuepointError } from "../../errors.ts";
import { createOpenAiClient } from "../../http/openai-client.ts";
import { ahead } from "../../util/parallel.ts";
import { startDeadline } from "../../util/timeout.ts";
import type { Vector } from "../../util/vectors.ts";
import { asModelError } from "../client/model-errors.ts";
import { LATE } from "../client/reply-stream.ts";
import type { Embedder } from "./embedder.ts";
import type { EmbeddingForm } from "./forms.ts";
import { readVectors } from "./read-vectors.ts";

export interface EmbeddingServer {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The first that the server lists without it. */
  readonly model?: string | undefined;
  /** Of one request with all its retries. */
  readonly timeoutMs: number;
}

/** Vectors of a batch as JSON. */
const REPLY_BYTES = { line: 2 ** 23, total: 2 ** 23 };
/** As the model's client. */
const RETRIES = 2;
/** Requests at a time: a server makes one vector of each, and puts those that wait into one batch. */
const SIDE_BY_SIDE = 8;

export type Asking = Pick<Embedder, "pictures" | "text">;

export interface EmbeddingClient {
  modelName(signal: AbortSignal): Promise<string>;
  asking(model: string, form: EmbeddingForm): Asking;
}

/** A server of vectors that speaks OpenAI's `/v1/embeddings` in one of several forms. */
export function createEmbeddingClient(server: EmbeddingServer): EmbeddingClient {
  const { baseUrl, apiKey, timeoutMs } = server;
  const client = createOpenAiClient({
    ...{ baseUrl, apiKey, maxRetries: RETRIES, reply: REPLY_BYTES },
    // The deadline is stricter; this only keeps the client's own limit from cutting in before it.
    timeoutMs: timeoutMs + 1000,
  });
  const request = <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) =>
    inTime(work, timeoutMs, signal);
  const vectorsOf = (body: object, count: number, signal: AbortSignal) =>
    request(async (inside) => readVectors(await post(client, body, inside), count), signal);
  return {
    modelName: async (signal) =>
      server.model ?? (await request((inside) => firstModel(client, inside), signal)),
    asking: (model, form) => ({
      async pictures(jpegs, signal) {
        const batches = inBatches(jpegs, form.pictures);
        const work = (batch: readonly Buffer[], inside: AbortSignal) =>
          vectorsOf({ model, ...form.ofPictures(batch), encoding_format: "float" }, batch.length, inside);
        const vectors: Vector[] = [];
        for await (const some of ahead(batches, SIDE_BY_SIDE, work, signal)) vectors.push(...some);
        return vectors;
      },
      async text(text, signal) {
        const body = { model, ...form.ofText(text), encoding_format: "float" };
        const [vector] = await vectorsOf(body, 1, signal);
        if (!vector) throw new CuepointError("model-garbled");
        return vector;
      },
    }),
  };
}

/** The client's own method would ask for another encoding, and knows no pictures. */
function post(client: OpenAI, body: object, signal: AbortSignal): Promise<unknown> {
  return client.post("/embeddings", { body, signal });
}

async function firstModel(client: OpenAI, signal: AbortSignal): Promise<string> {
  const { data } = await client.models.list({ signal });
  const [first] = data;
  if (!first) throw new CuepointError("model-missing");
  return first.id;
}

async function inTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  limitMs: number,
  signal: AbortSignal,
): Promise<T> {
  const deadline = startDeadline(limitMs, signal, LATE);
  try {
    return await work(deadline.signal);
  } catch (error) {
    throw deadline.verdict() ?? asModelError(error);
  } finally {
    deadline.end();
  }
}

function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
