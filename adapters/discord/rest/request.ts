import { Readable } from "node:stream";
import { RESTJSONErrorCodes, type RESTOptions } from "discord.js";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
import { Json } from "../../../src/util/json.ts";

type MakeRequest = RESTOptions["makeRequest"];
type Init = Parameters<MakeRequest>[1];
type Answer = Awaited<ReturnType<MakeRequest>>;

/** How long Discord may say nothing, milliseconds. */
const QUIET_MS = 30_000;
/** Slower than this is no connection that a person would wait for, bytes a second. */
const LEAST_RATE = 16 * 1024;
/** What the system may still hold of an upload when the last byte was handed to it. */
const MOST_HELD = 4 * 1024 * 1024;
const HELD_RATE = 64 * 1024;
/** Small enough to see an upload move, large enough to cost nothing. */
const CHUNK = 64 * 1024;

/**
 * One request, for discord.js, whose own time limit is the same for a word and for 25 MB. Here an upload may take as long as it
 * moves: the quiet is counted anew with each chunk, and the whole has a limit by its size. Rejects with a RequestFault where
 * another try may help.
 */
export function createMakeRequest(quietMs = QUIET_MS): MakeRequest {
  return async (url, init) => {
    const { bytes, type } = await encoded(init.body);
    const size = bytes.byteLength;
    const late = AbortSignal.timeout(2 * quietMs + Math.ceil(size / LEAST_RATE) * 1000);
    try {
      const answer = await request(url, {
        method: (init.method ?? "GET") as Dispatcher.HttpMethod,
        headers: {
          ...(init.headers as Record<string, string>),
          ...(type !== null && { "content-type": type }),
          ...(size > 0 && { "content-length": String(size) }),
        },
        body: size > 0 ? Readable.from(chunksOf(bytes)) : null,
        headersTimeout: quietMs + Math.ceil(Math.min(size, MOST_HELD) / HELD_RATE) * 1000,
        bodyTimeout: quietMs,
        signal: init.signal ? AbortSignal.any([init.signal, late]) : late,
      });
      return await answerOf(answer);
    } catch (error) {
      throw late.aborted ? new RequestFault("ETIMEDOUT", error) : asRepeatable(error);
    }
  };
}

async function encoded(
  body: Init["body"],
): Promise<{ readonly bytes: Buffer; readonly type: string | null }> {
  if (typeof body === "string") return { bytes: Buffer.from(body), type: null };
  if (body === null || body === undefined) return { bytes: Buffer.alloc(0), type: null };
  const form = new Response(body as FormData);
  return { bytes: Buffer.from(await form.arrayBuffer()), type: form.headers.get("content-type") };
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.byteLength; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/**
 * discord.js waits and asks again at each 429. One of them no wait ends: a message older than an hour takes only so many edits
 * more. That one comes as the refusal it is.
 */
async function limited({ headers, body }: Dispatcher.ResponseData): Promise<Answer> {
  const text = await body.text();
  const isRefusal = codeOf(text) === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached;
  return new Response(text, { status: isRefusal ? 400 : 429, headers: headersOf(headers) });
}

const Refusal = Json.pipe(z.object({ code: z.number() }));

/** Discord's own code; null for a page of a proxy. */
function codeOf(text: string): number | null {
  return Refusal.safeParse(text).data?.code ?? null;
}

function headersOf(headers: Dispatcher.ResponseData["headers"]): Headers {
  return new Headers(
    Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
  );
}

async function answerOf(answer: Dispatcher.ResponseData): Promise<Answer> {
  const { statusCode, statusText, headers, body } = answer;
  if (statusCode === 429) return limited(answer);
  // discord.js asks again after these without reading them, which would keep their connection.
  if (statusCode >= 500) await body.dump();

  return {
    status: statusCode,
    statusText,
    ok: statusCode >= 200 && statusCode < 300,
    headers: headersOf(headers),
    body,
    get bodyUsed() {
      return body.bodyUsed;
    },
    arrayBuffer: () => body.arrayBuffer(),
    json: () => body.json(),
    text: () => body.text(),
  };
}

/** How undici and Node name a connection that ended or went silent. */
const LOST = [
  "UND_ERR_SOCKET",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "EPIPE",
];

/**
 * A request that got no answer on its way. discord.js repeats only what is called an abort, so it has that name; no person has
 * stopped anything. To repeat is safe: a message carries its nonce, and the other calls change nothing a second time.
 */
class RequestFault extends Error {
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`Discord could not be asked: ${code}`, { cause });
    this.name = "AbortError";
    this.code = code;
  }
}

function asRepeatable(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && LOST.includes(code) ? new RequestFault(code, error) : error;
}
