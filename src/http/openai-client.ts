import { OpenAI } from "openai";
import { createFetch } from "./fetch.ts";
import { type ByteLimits, boundFetch, openAiBaseUrl } from "./server-access.ts";

export interface OpenAiClientOptions {
  /** With or without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly maxRetries: number;
  /** Of one request, milliseconds. */
  readonly timeoutMs: number;
  readonly reply: ByteLimits;
}

/** A client that talks to this one server, with this one key, and reads no more than a reply may hold. */
export function createOpenAiClient(options: OpenAiClientOptions): OpenAI {
  const { baseUrl, apiKey, maxRetries, timeoutMs, reply } = options;
  return new OpenAI({
    baseURL: openAiBaseUrl(baseUrl),
    // The client would otherwise fill these from OPENAI_* variables, and send them to this server.
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    // The client insists on a key; where there is none, no server gets to see the word.
    defaultHeaders: apiKey === undefined ? { Authorization: null } : {},
    maxRetries,
    timeout: timeoutMs,
    fetch: boundFetch(createFetch(), reply),
    // A redirect would carry a person's frames or words to a server that no setting names.
    fetchOptions: { redirect: "manual" },
  });
}
