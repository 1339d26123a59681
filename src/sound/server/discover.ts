import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import { createFetch } from "../../http/fetch.ts";
import { getText } from "../../http/get-text.ts";
import { openAiBaseUrl, ReplyTooLong } from "../../http/server-access.ts";
import type { Logger } from "../../logger.ts";
import { Json } from "../../util/json.ts";
import { safeError } from "../../util/safe-error.ts";

export interface FoundSpeech {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
}

export interface DiscoverOptions {
  /** The configured server; without one, `servers` and this machine's usual ports are tried. */
  readonly baseUrl?: string | undefined;
  readonly servers?: readonly string[] | undefined;
  readonly model?: string | undefined;
  /** Sent to the configured server only: what listens on a local port is not trusted yet. */
  readonly apiKey?: string | undefined;
  readonly ports?: readonly number[];
  readonly fetch?: typeof globalThis.fetch;
  readonly signal?: AbortSignal;
  readonly logger: Logger;
}

/** speaches and vLLM, a second vLLM beside the one that sees, whisper.cpp and LocalAI. */
const USUAL_PORTS = [8000, 8001, 8080];
const LOCAL_TIMEOUT_MS = 1000;
const CONFIGURED_TIMEOUT_MS = 5000;
/** What a server that keeps no list is asked for: OpenAI's own name, which many take for the one model that they have. */
const USUAL_MODEL = "whisper-1";
const WHISPER_CPP = "whisper.cpp";

/** What models are called that turn speech into text. Whisper's come first, because they give times. */
const HEARING = [/whisper/i, /parakeet|canary/i, /[-_/]asr|transcri|voxtral|moonshine|sense-?voice/i];

const modelList = Json.pipe(z.object({ data: z.array(z.object({ id: z.string() })) }));

/** The names in a server's list; null where it keeps none. */
type Listed = { readonly ids: readonly string[] } | { readonly ids: null; readonly isWhisperCpp: boolean };

interface Access {
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly timeoutMs: number;
}

async function listModels(
  access: Access,
  { fetch = createFetch(), signal }: DiscoverOptions,
): Promise<Listed> {
  const { status, headers, text } = await getText(`${access.baseUrl}/models`, {
    ...{ fetch, apiKey: access.apiKey, timeoutMs: access.timeoutMs, signal },
  }).catch((error: unknown) => {
    if (signal?.aborted) throw new CuepointError("cancelled", {}, signal.reason);
    const code = error instanceof ReplyTooLong ? "speech-garbled" : "speech-unreachable";
    throw new CuepointError(code, {}, safeError(error));
  });
  if (status === 404 || status === 405) {
    return { ids: null, isWhisperCpp: headers.get("server") === WHISPER_CPP };
  }
  if (status >= 500 || status === 429) throw new CuepointError("speech-unreachable", { status });
  if (status !== 200) throw new CuepointError("speech-refused", { status });
  const parsed = modelList.safeParse(text);
  if (!parsed.success) throw new CuepointError("speech-garbled", {}, new Error("not a list of models"));
  return { ids: parsed.data.data.map(({ id }) => id) };
}

/** The first that hears speech, by what it is called. */
function preferred(ids: readonly string[]): string | undefined {
  for (const name of HEARING) {
    const id = ids.find((one) => name.test(one));
    if (id !== undefined) return id;
  }
  return undefined;
}

async function askConfigured(address: string, options: DiscoverOptions): Promise<FoundSpeech> {
  const { model, apiKey, logger } = options;
  const baseUrl = openAiBaseUrl(address);
  const listed = await listModels({ baseUrl, apiKey, timeoutMs: CONFIGURED_TIMEOUT_MS }, options);
  if (listed.ids === null) {
    return { baseUrl, model: model ?? (listed.isWhisperCpp ? WHISPER_CPP : USUAL_MODEL) };
  }
  const { ids } = listed;
  if (model !== undefined && !ids.includes(model))
    logger.warn({ model }, "the speech server does not list the configured model; taking it anyway");
  // A server with one model was started for it, whatever it is called.
  const found = model ?? preferred(ids) ?? (ids.length === 1 ? ids[0] : undefined);
  if (found === undefined) throw new CuepointError("speech-missing");
  return { baseUrl, model: found };
}

/** Null where there is no server that surely hears: a stranger must not get sound. */
async function askUnnamed(baseUrl: string, options: DiscoverOptions): Promise<FoundSpeech | null> {
  const { model, signal, logger } = options;
  try {
    const listed = await listModels({ baseUrl, timeoutMs: LOCAL_TIMEOUT_MS }, options);
    if (listed.ids === null) return listed.isWhisperCpp ? { baseUrl, model: model ?? WHISPER_CPP } : null;
    const found = model === undefined ? preferred(listed.ids) : listed.ids.find((id) => id === model);
    return found === undefined ? null : { baseUrl, model: found };
  } catch (error) {
    if (signal?.aborted) throw error;
    logger.debug(
      { baseUrl, code: error instanceof CuepointError ? error.code : "unexpected" },
      "no speech here",
    );
    return null;
  }
}

/**
 * Finds the server and its model. With a configured server: that one, or throws `speech-unreachable`, `speech-refused`,
 * `speech-garbled`, or `speech-missing` where it lists nothing that hears. Without: the first of the named ones and of this
 * machine's that has a model for speech (or the one named), or null.
 */
export async function discoverSpeech(options: DiscoverOptions): Promise<FoundSpeech | null> {
  const { baseUrl, servers = [], ports = USUAL_PORTS } = options;
  if (baseUrl !== undefined) return await askConfigured(baseUrl, options);
  const local = ports.map((port) => `http://127.0.0.1:${port}/v1`);
  const answers = await Promise.all(
    [...servers.map(openAiBaseUrl), ...local].map((address) => askUnnamed(address, options)),
  );
  return answers.find((found) => found !== null) ?? null;
}
