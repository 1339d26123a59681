import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, refusals } from "../api-error.ts";
import { applicationRoutes } from "./application.ts";
import type { RestContext, Route } from "./context.ts";
import type { Fault, Faults } from "./faults.ts";
import { interactionRoutes } from "./interactions.ts";
import { messageRoutes } from "./messages.ts";
import { createRateLimits, type RateLimit } from "./rate-limit.ts";
import { type ApiRequest, readRequest } from "./request.ts";
import { channelRoutes } from "./threads.ts";

/** A request as it came and how it was answered, for tests to look at. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
  readonly authorization: string | null;
}

interface RestOptions {
  readonly faults: Faults;
  readonly limit: RateLimit;
  readonly seen: SeenRequest[];
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** REST v10 as far as the bot uses it, with the errors, the headers and the duties of the real one. */
export function createRest(context: RestContext, { faults, limit, seen }: RestOptions): Answer {
  const routes = [
    ...applicationRoutes(context),
    ...interactionRoutes(context),
    ...messageRoutes(context),
    ...channelRoutes(context),
  ];
  const limits = createRateLimits(limit);

  return async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    const fault = faults.take(request);
    const counted = limits.count(`${request.method} ${request.path}`);
    const result = counted.isOver ? tooMany(counted.headers) : answerTo(context, routes, request, fault);
    const { status, body, headers } = result;
    seen.push({ ...described(request), status });
    if (status === 400) context.world.violations.push(`${request.method} ${request.path}: ${body}`);
    // A 204 with a content type makes clients parse an empty body.
    const type = status === 204 ? {} : { "content-type": "application/json" };
    outgoing.writeHead(status, { ...type, via: "1.1 stand-in", ...counted.headers, ...headers });
    outgoing.end(status === 204 ? undefined : body);
  };
}

interface Result {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function answerTo(
  context: RestContext,
  routes: readonly Route[],
  request: ApiRequest,
  fault: Fault | null,
): Result {
  if (!fault) return handle(context, routes, request);
  if (fault.afterwards) handle(context, routes, request);
  const { status, code, text, body, headers = {} } = fault;
  if (text !== undefined) return { status, body: text, headers: { ...headers, "content-type": "text/html" } };
  return { status, body: JSON.stringify(body ?? { message: "ordered by a test", code }), headers };
}

function handle(context: RestContext, routes: readonly Route[], request: ApiRequest): Result {
  try {
    const answer = dispatch(context, routes, request);
    return { status: answer === null ? 204 : 200, body: JSON.stringify(answer), headers: {} };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: JSON.stringify(error), headers: {} };
  }
}

function dispatch({ world }: RestContext, routes: readonly Route[], request: ApiRequest): object | null {
  for (const { method, path, open, handle } of routes) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (!match) continue;
    if (!open && request.authorization !== `Bot ${world.token}`) throw refusals.unauthorized();
    if (open && request.authorization !== null) world.violations.push(`the token went to ${request.path}`);
    return handle(request, match.slice(1) as string[]);
  }
  throw refusals.noSuchRoute();
}

function tooMany(headers: Readonly<Record<string, string>>): Result {
  const body = {
    message: "You are being rate limited.",
    retry_after: Number(headers["retry-after"]),
    global: false,
  };
  return { status: 429, body: JSON.stringify(body), headers };
}

function described({ method, path, body, files, authorization }: ApiRequest): Omit<SeenRequest, "status"> {
  return { method, path, body, files: files.map(({ name }) => name), authorization };
}
