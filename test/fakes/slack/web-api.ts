import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { chatMethods } from "./methods/chat.ts";
import { fileMethods } from "./methods/files.ts";
import type { FakeMethod, MethodContext } from "./methods/method.ts";
import { restMethods } from "./methods/rest.ts";
import { SlackRefusal } from "./refusal.ts";
import type { Trouble } from "./trouble.ts";
import type { World } from "./world.ts";

const METHODS: Readonly<Record<string, FakeMethod>> = { ...chatMethods, ...fileMethods, ...restMethods };

export interface SeenCall {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly ok: boolean;
}

export interface WebApi {
  readonly calls: SeenCall[];
  answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface WebApiOptions extends Omit<MethodContext, "token"> {
  readonly trouble: Trouble;
}

export function createWebApi(options: WebApiOptions): WebApi {
  const { world, trouble } = options;
  const calls: SeenCall[] = [];
  return {
    calls,
    async answer(name, request, response) {
      const args = await readArguments(request);
      const disturbance = trouble.take(name);
      if (disturbance?.kind === "rate-limit") {
        calls.push({ method: name, args, ok: false });
        response.writeHead(429, { "retry-after": String(disturbance.retryAfter) }).end();
        return;
      }
      if (disturbance?.kind === "cut-before") {
        request.socket.destroy();
        return;
      }
      const token = bearerOf(request) ?? args.token ?? "";
      const reply =
        disturbance?.kind === "refuse"
          ? new SlackRefusal(disturbance.error, disturbance.fields).fields
          : run(name, args, { ...options, token });
      calls.push({ method: name, args, ok: reply.ok === true });
      if (disturbance?.kind === "cut-after") {
        request.socket.destroy();
        return;
      }
      const scopes = [...(world.tokens.get(token) ?? [])].join(",");
      response.writeHead(200, { "content-type": "application/json", "x-oauth-scopes": scopes });
      response.end(JSON.stringify(reply));
    },
  };
  function run(name: string, args: Readonly<Record<string, string>>, context: MethodContext) {
    try {
      return { ok: true, ...call(name, args, context, world) };
    } catch (error) {
      if (error instanceof SlackRefusal) return error.fields;
      throw error;
    }
  }
}

function call(
  name: string,
  args: Readonly<Record<string, string>>,
  context: MethodContext,
  world: World,
): Readonly<Record<string, unknown>> {
  const method = METHODS[name];
  if (!method) throw new SlackRefusal("unknown_method", { req_method: name });
  const scopes = world.tokens.get(context.token);
  if (!scopes) throw new SlackRefusal(context.token ? "invalid_auth" : "not_authed");
  const parsed = method.args.safeParse(args);
  if (!parsed.success) {
    const messages = parsed.error.issues.map(({ message, path }) => `[ERROR] ${message} [${path.join(".")}]`);
    throw new SlackRefusal("invalid_arguments", { response_metadata: { messages } });
  }
  const data = parsed.data as never;
  const needed = typeof method.scopes === "function" ? method.scopes(data, world) : method.scopes;
  if (needed.length > 0 && !needed.some((scope) => scopes.has(scope))) {
    throw new SlackRefusal("missing_scope", { needed: needed.join(","), provided: [...scopes].join(",") });
  }
  return method.run(data, context);
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
}

async function readArguments(request: IncomingMessage): Promise<Record<string, string>> {
  const body = await buffer(request);
  return Object.fromEntries(new URLSearchParams(body.toString()));
}
