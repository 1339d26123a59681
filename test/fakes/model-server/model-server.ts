import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PictureTokens } from "../../../src/vision/model.ts";
import { close } from "../../support/servers/loopback.ts";
import { createMood } from "../mood.ts";
import { type Brain, type Mind, seeingBrain } from "./brain.ts";
import { createChat } from "./chat.ts";
import { badKey, type Flavour, listModels, loading } from "./flavour.ts";
import { createGate } from "./gate.ts";
import type { MisbehaviourKind, MisbehaviourOptions } from "./misbehaviour.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { proofBrain } from "./proof-brain.ts";
import { createLog, type RecordedRequest } from "./record.ts";
import { llamaError, WireError } from "./wire.ts";

export interface ModelServerOptions {
  readonly brain?: Mind;
  /** Absent: looks at the pictures. */
  readonly proofBrain?: Brain;
  /** Without one, no key is asked for. */
  readonly apiKey?: string;
  readonly contextTokens?: number;
  /** The most pictures a request may hold. */
  readonly maxImages?: number;
  /** What a picture costs; as with Qwen3-VL without it. */
  readonly pictureTokens?: PictureTokens;
  readonly models?: readonly string[];
  readonly flavour?: Flavour;
  /** What Ollama's list of running models says of its first model; empty without it. */
  readonly loadedContext?: number;
  /** Requests that it says it works on at a time. */
  readonly slots?: number;
  /** The list of running models stays empty until the first chat request. */
  readonly loadsWhenAsked?: boolean;
  /** Absent: a free one. */
  readonly port?: number;
}

export interface ModelServer {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  /** The proofs before the first use, which are not among the chat requests. */
  readonly proofs: readonly RecordedRequest[];
  /** Chat requests in the order of their arrival. */
  readonly requests: readonly RecordedRequest[];
  /** Every request of any kind, as "GET /v1/models". */
  readonly hits: readonly string[];
  /** Waits for the chat request with this number, counted from zero. */
  request(index: number): Promise<RecordedRequest>;
  /** From now on; null ends it. */
  misbehave(kind: MisbehaviourKind | null, options?: MisbehaviourOptions): Promise<void>;
  /** Lets a slow reply say so many pieces more; all without a number. */
  release(pieces?: number): void;
  stop(): Promise<void>;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  // The client would wait half a second and more before it tries again; a test has no time to.
  const retry = status >= 500 ? { "retry-after-ms": "0" } : {};
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...retry });
  response.end(JSON.stringify(body));
}

/** Answers the paths other than chat; null for one it does not know. */
function readOnlyRoutes(options: ModelServerOptions): Readonly<Record<string, unknown>> {
  const {
    models = ["qwen3-vl-2b-instruct"],
    contextTokens = 32_768,
    flavour = "llama.cpp",
    loadedContext,
    slots = 1,
  } = options;
  const running =
    loadedContext === undefined ? [] : [{ name: models[0], model: models[0], context_length: loadedContext }];
  return {
    "GET /health": { status: "ok" },
    "GET /v1/models": listModels(flavour, models, contextTokens),
    "GET /props": {
      modalities: { vision: true, video: true, audio: false },
      default_generation_settings: { n_ctx: contextTokens },
      total_slots: slots,
    },
    ...(flavour === "ollama" && { "GET /api/ps": { models: running } }),
  };
}

/** Starts the seeing model double on a free port of 127.0.0.1. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const mood = createMood<MisbehaviourKind, MisbehaviourOptions>();
  const gate = createGate();
  const log = createLog();
  const hits: string[] = [];
  const routes = readOnlyRoutes(options);
  const cache = createPromptCache(options.pictureTokens);
  const chat = createChat({ brain: seeingBrain, proofBrain, ...options, mood, gate, log, cache });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    hits.push(route);
    if (mood.peek()?.kind === "loading") throw loading;
    const open = route === "GET /health" || options.apiKey === undefined;
    if (!open && request.headers.authorization !== `Bearer ${options.apiKey}`) throw badKey;
    if (route === "POST /v1/chat/completions") await chat(request, response);
    else if (route === "GET /api/ps" && options.loadsWhenAsked && log.requests.length === 0)
      sendJson(response, 200, { models: [] });
    else if (route in routes) sendJson(response, 200, routes[route]);
    else throw llamaError(404, "File Not Found", "not_found_error");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const fault = error instanceof WireError ? error : llamaError(500, String(error), "server_error");
      if (response.headersSent) response.destroy();
      else sendJson(response, fault.status, fault.body);
    });
  });
  // A connection that the server closes while the next request is on its way would look like a failure.
  server.keepAliveTimeout = 0;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    proofs: log.proofs,
    requests: log.requests,
    hits,
    request: log.request,
    async misbehave(kind, misbehaviour) {
      mood.set(kind, misbehaviour);
      if (kind === "refuse-connection") await close(server);
      else if (!server.listening) {
        server.listen(port, "127.0.0.1");
        await once(server, "listening");
      }
    },
    release: (pieces = Number.POSITIVE_INFINITY) => gate.release(pieces),
    stop: () => close(server),
  };
}
