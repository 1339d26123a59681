import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { close } from "../../support/servers/loopback.ts";
import { createGate } from "../model-server/gate.ts";
import { createMood } from "../mood.ts";
import { bodyOf, type Flavour, refusalOf } from "./forms.ts";
import type { Misbehaviour, MisbehaviourKind, MisbehaviourOptions } from "./misbehaviour.ts";
import { readWav, type Sound } from "./wav.ts";
import { wordsIn } from "./words.ts";

export interface SpeechServerOptions {
  /** Speaches without it. */
  readonly flavour?: Flavour;
  /** The code of the language that is spoken in all sound; English without it. */
  readonly spoken?: string;
  readonly models?: readonly string[];
  /** Without one, no key is asked for. */
  readonly apiKey?: string;
}

interface SeenRequest {
  readonly fields: Readonly<Record<string, string>>;
  /** Length of the sound. */
  readonly seconds: number;
  /** The client closed the connection before it had its answer. */
  wasLeft: boolean;
}

export interface SpeechServer {
  /** Ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  /** Transcriptions, in the order of their arrival. */
  readonly requests: readonly SeenRequest[];
  /** Every request of any kind, as "GET /v1/models". */
  readonly hits: readonly string[];
  /** The most transcriptions that were under way at once. */
  peak(): number;
  /** From now on; null ends it. */
  misbehave(kind: MisbehaviourKind | null, options?: MisbehaviourOptions): void;
  /** Lets so many answers of a slow server go; all without a number. */
  release(answers?: number): void;
  stop(): Promise<void>;
}

/** OpenAI's and vLLM's own limits. */
const MOST_BYTES = 25 * 1024 * 1024;
const MOST_SECONDS = 600;
const KNOWN_FIELDS = [
  ...["file", "model", "language", "prompt", "response_format", "temperature", "timestamp_granularities[]"],
  ...["chunking_strategy", "include[]", "stream"],
];

class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: string | undefined;

  constructor(status: number, message: string, retryAfter?: string) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly sound: Sound;
}

async function readForm(request: IncomingMessage): Promise<Form> {
  const body = await buffer(request);
  const type = request.headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  if (!(file instanceof File)) throw new Refusal(400, "no 'file' field in the request");
  if (file.size > MOST_BYTES) throw new Refusal(413, "Maximum file size exceeded");
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return { fields: Object.fromEntries(texts), sound: soundOf(new Uint8Array(await file.arrayBuffer())) };
}

function soundOf(bytes: Uint8Array): Sound {
  try {
    const sound = readWav(bytes);
    if (sound.samples.length / sound.rate <= MOST_SECONDS) return sound;
  } catch {
    throw new Refusal(400, "Invalid or unsupported audio file.");
  }
  throw new Refusal(400, `Maximum audio duration of ${MOST_SECONDS} seconds exceeded`);
}

/** The language of an answer. whisper.cpp takes all for English where none is named. */
function languageOf(
  { language }: Readonly<Record<string, string>>,
  { flavour, spoken = "en" }: SpeechServerOptions,
  misbehaviour: Misbehaviour | null,
): string {
  if (misbehaviour?.kind === "other-language") return misbehaviour.language ?? "id";
  if (language === "auto") {
    if (flavour !== "whisper.cpp") throw new Refusal(400, "'auto' is not a valid language code");
    return spoken;
  }
  return language ?? (flavour === "whisper.cpp" ? "en" : spoken);
}

/** Throws for a request that fails whatever it asks for. */
function refuse(fields: Readonly<Record<string, string>>, misbehaviour: Misbehaviour | null): void {
  const { kind, status = 500, retryAfter } = misbehaviour ?? {};
  if (kind === "status") throw new Refusal(status, "failed", retryAfter);
  const stranger = Object.keys(fields).find((name) => !KNOWN_FIELDS.includes(name));
  if (kind === "strict" && stranger) throw new Refusal(400, `Unknown parameter: '${stranger}'.`);
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html" }).end("<html>");
}

/** Starts a speech server that hears the marks of test clips, on a free port of 127.0.0.1. */
export async function startSpeechServer(options: SpeechServerOptions = {}): Promise<SpeechServer> {
  const { flavour = "speaches", models = ["Systran/faster-whisper-small"], apiKey } = options;
  const mood = createMood<MisbehaviourKind, MisbehaviourOptions>();
  const gate = createGate();
  const hits: string[] = [];
  const requests: SeenRequest[] = [];
  let [running, peak] = [0, 0];

  async function transcribe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { fields, sound } = await readForm(request);
    const seconds = sound.samples.length / sound.rate;
    const seen: SeenRequest = { fields, seconds, wasLeft: false };
    requests.push(seen);
    response.once("close", () => {
      seen.wasLeft = !response.writableFinished;
    });
    const misbehaviour = mood.take();
    if (misbehaviour?.kind === "slow") await gate.pass(response);
    if (misbehaviour?.kind === "hang") await once(response, "close");
    if (response.destroyed) return;
    refuse(fields, misbehaviour);
    if (misbehaviour?.kind === "html") return sendPage(response);
    const language = languageOf(fields, options, misbehaviour);
    const answering = { flavour, format: fields.response_format ?? "json", language, seconds, misbehaviour };
    const refusal = refusalOf(answering);
    if (refusal !== null) throw new Refusal(400, refusal);
    send(response, 200, bodyOf(wordsIn(sound, flavour === "vllm", misbehaviour ?? {}), answering));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    hits.push(route);
    response.setHeader("server", flavour === "whisper.cpp" ? "whisper.cpp" : "uvicorn");
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`)
      throw new Refusal(401, "Incorrect API key provided");
    if (route === "POST /v1/audio/transcriptions") {
      peak = Math.max(peak, ++running);
      await transcribe(request, response).finally(() => running--);
    } else if (route === "GET /v1/models" && flavour !== "whisper.cpp")
      send(response, 200, { object: "list", data: models.map((id) => ({ id, object: "model" })) });
    else throw new Refusal(404, "File Not Found");
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const { status, retryAfter } =
        error instanceof Refusal ? error : { status: 500, retryAfter: undefined };
      const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      if (response.headersSent) response.destroy();
      else send(response, status, { error: { message: String(error), code: status } }, headers);
    });
  });
  // A connection that the server closes while the next request is on its way would look like a failure.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    hits,
    peak: () => peak,
    misbehave: mood.set,
    release: (answers = Number.POSITIVE_INFINITY) => gate.release(answers),
    stop: () => close(server),
  };
}
