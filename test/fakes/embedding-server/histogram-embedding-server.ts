import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { pictureHistogram, textHistogram } from "../../../bench/measure/histograms.ts";
import { close } from "../../support/servers/loopback.ts";
import { createGate } from "../model-server/gate.ts";
import { createMood } from "../mood.ts";

/**
 * - slow: each answer waits for `release`; hang: never answers; status: an error, 500 unless told otherwise
 * - html: 200 with a web page; blind: all pictures have one vector; short: no vector at all; zero: a vector without direction
 */
type MisbehaviourKind = "slow" | "hang" | "status" | "html" | "blind" | "short" | "zero";

interface MisbehaviourOptions {
  /** Requests that go well before. */
  readonly after?: number;
  /** For how many requests; all that follow without it. */
  readonly times?: number;
  readonly status?: number;
}

/**
 * - clip: vLLM with CLIP or SigLIP, a picture or a text in one prompt
 * - qwen: vLLM with Qwen3-VL-Embedding, whose vectors mean nothing without its instruction
 * - infinity: many pictures a request, with `modality`
 */
type Flavour = "clip" | "qwen" | "infinity";

export interface EmbeddingServerOptions {
  readonly flavour?: Flavour;
  readonly apiKey?: string;
}

interface SeenRequest {
  readonly pictures: number;
  /** The texts that were to be embedded. */
  readonly texts: readonly string[];
  /** The client closed the connection before it had its answer. */
  wasLeft: boolean;
}

export interface HistogramEmbeddingServer extends AsyncDisposable {
  /** Ends in `/v1`. */
  readonly url: string;
  /** In the order of their arrival. */
  readonly requests: readonly SeenRequest[];
  /** The most that were under way at once. */
  peak(): number;
  misbehave(kind: MisbehaviourKind | null, options?: MisbehaviourOptions): void;
  /** Lets so many answers of a slow server go; all without a number. */
  release(answers?: number): void;
}

export const HISTOGRAM_MODEL = "double/color-and-edge-histograms";

const part = z.union([
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) }),
]);
const body = z.object({
  model: z.literal(HISTOGRAM_MODEL),
  messages: z.tuple([z.object({ role: z.literal("user"), content: z.array(part).min(1) })]).optional(),
  input: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  modality: z.enum(["image", "text"]).optional(),
  encoding_format: z.literal("float"),
});
type Body = z.infer<typeof body>;

/** What is to be embedded. */
type Item = { readonly text: string } | { readonly url: string; readonly hasInstruction: boolean };

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function itemsOf({ messages, input, modality }: Body, flavour: Flavour): Item[] {
  if (messages) {
    if (flavour === "infinity") throw new Refusal(422, "Field required: input");
    const texts = messages[0].content.flatMap((one) => (one.type === "text" ? [one.text] : []));
    const urls = messages[0].content.flatMap((one) => (one.type === "image_url" ? [one.image_url.url] : []));
    if (flavour === "clip" && texts.length > 0 && urls.length > 0)
      throw new Refusal(400, "CLIP models take text or an image, not both");
    const [url] = urls;
    return url === undefined ? [{ text: texts.join(" ") }] : [{ url, hasInstruction: texts.length > 0 }];
  }
  if (modality !== undefined && flavour !== "infinity") throw new Refusal(400, "Unknown field: modality");
  const inputs = typeof input === "string" ? [input] : (input ?? []);
  return inputs.map((one) => (modality === "image" ? { url: one, hasInstruction: true } : { text: one }));
}

const JPEG_URL = /^data:image\/jpeg;base64,/;

/** Far from what it should be: each picture the same. */
const MEANINGLESS = [1, ...Array.from({ length: 23 }, () => 0.5)];

async function vectorOf(item: Item, flavour: Flavour, kind: MisbehaviourKind | undefined): Promise<number[]> {
  if ("text" in item) return textHistogram(item.text);
  if (kind === "blind" || (flavour === "qwen" && !item.hasInstruction)) return MEANINGLESS;
  if (!JPEG_URL.test(item.url)) throw new Refusal(400, "not an image");
  return pictureHistogram(Buffer.from(item.url.replace(JPEG_URL, ""), "base64"));
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

/** Starts a server whose vectors are histograms of colors and edges, on a free port of 127.0.0.1. It looks at every picture. */
export async function startHistogramEmbeddingServer({
  flavour = "clip",
  apiKey,
}: EmbeddingServerOptions = {}): Promise<HistogramEmbeddingServer> {
  const mood = createMood<MisbehaviourKind, MisbehaviourOptions>();
  const gate = createGate();
  const requests: SeenRequest[] = [];
  let [running, peak] = [0, 0];

  async function embed(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const items = itemsOf(body.parse(await json(request)), flavour);
    const texts = items.flatMap((item) => ("text" in item ? [item.text] : []));
    const seen: SeenRequest = { pictures: items.length - texts.length, texts, wasLeft: false };
    requests.push(seen);
    response.once("close", () => {
      seen.wasLeft = !response.writableFinished;
    });
    const { kind, status = 500 } = mood.take() ?? {};
    if (kind === "slow") await gate.pass(response);
    if (kind === "hang") await once(response, "close");
    if (response.destroyed) return;
    if (kind === "status") throw new Refusal(status, "failed");
    if (kind === "html") return void response.writeHead(200, { "content-type": "text/html" }).end("<html>");
    const vectors = await Promise.all(items.map((item) => vectorOf(item, flavour, kind)));
    const given = kind === "short" ? [] : vectors;
    const data = given.map((values, index) => ({
      ...{ object: "embedding", index },
      embedding: kind === "zero" ? values.map(() => 0) : values,
    }));
    send(response, 200, { object: "list", model: HISTOGRAM_MODEL, data });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
      throw new Refusal(401, "Incorrect API key provided");
    const route = `${request.method} ${request.url}`;
    if (route === "GET /v1/models") {
      send(response, 200, { object: "list", data: [{ id: HISTOGRAM_MODEL, object: "model" }] });
    } else if (route === "POST /v1/embeddings") {
      peak = Math.max(peak, ++running);
      await embed(request, response).finally(() => running--);
    } else throw new Refusal(404, "Not Found");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : 400;
      if (response.headersSent) response.destroy();
      else send(response, status, { error: { message: String(error), code: status } });
    });
  });
  // A connection that the server closes while the next request is on its way would look like a failure.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    peak: () => peak,
    misbehave: mood.set,
    release: (answers = Number.POSITIVE_INFINITY) => gate.release(answers),
    [Symbol.asyncDispose]: () => close(server),
  };
}
