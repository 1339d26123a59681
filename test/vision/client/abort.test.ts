import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createOpenAiModel } from "../../../src/vision/client/openai-model.ts";
import type { VisionRequest } from "../../../src/vision/model.ts";
import { collectReply } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { listen } from "../../support/servers/loopback.ts";
import { textRequest } from "../requests.ts";
import { AMPLE } from "../start-model.ts";

/** Most that may lie between the abort and the end of the connection, milliseconds. */
const MOST_MS = 200;
/** More than the buffers of a connection hold, so that the server keeps the client sending. */
const LARGE = Buffer.alloc(12 * 2 ** 20);
const PIECE = { choices: [{ index: 0, delta: { content: "I see" }, finish_reason: null }] };

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** What the server has done when the abort comes; nothing follows. */
const PHASES: Readonly<Record<string, Serve>> = {
  "while the pictures are sent": () => undefined,
  "before the reply begins": (request) => void request.resume(),
  "before the first piece": (request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
  },
  "between two pieces": (request, response) => {
    request.resume();
    response
      .writeHead(200, { "content-type": "text/event-stream" })
      .write(`data: ${JSON.stringify(PIECE)}\n\n`);
  },
  "in the middle of an error": (request, response) => {
    request.resume();
    response.writeHead(400, { "content-type": "application/json" }).write('{"error": {"message": "');
  },
};

/** Resolves to the moment at which the server sees the connection end, in whatever way. */
function endOf(socket: Socket): Promise<number> {
  return new Promise((resolve) => {
    socket.on("error", () => undefined).once("close", () => resolve(performance.now()));
  });
}

async function serve(phase: Serve) {
  const server = createServer();
  const port = await listen(server);
  const asked = once(server, "request").then(([request, response]) => {
    phase(request, response);
    return request as IncomingMessage;
  });
  return {
    port,
    asked,
    /** A connection of which nothing is wanted but its end, to compare another one's with. */
    async bystander() {
      const arrived = once(server, "connection");
      const near = connect(port, "127.0.0.1");
      const [far] = (await arrived) as [Socket];
      far.resume();
      return { near, far };
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/**
 * Milliseconds from the end of a connection that is cut at the moment of the abort to the end of the model's. The server sees both
 * in this process, so that a busy machine holds up the one as long as the other.
 */
async function lag(phase: Serve, request: VisionRequest): Promise<number> {
  await using server = await serve(phase);
  const { near, far } = await server.bystander();
  const model = createOpenAiModel({
    ...{ baseUrl: `http://127.0.0.1:${server.port}`, name: "x", contextTokens: 32_768, maxImages: 64 },
    ...{ timeouts: AMPLE, maxRetries: 2, logger: createFakeLogger() },
  });
  const abort = new AbortController();
  const outcome = expect(collectReply(model, request, abort.signal)).rejects.toMatchObject({
    code: "cancelled",
  });
  const asked = await server.asked;
  const ends = Promise.all([endOf(far), endOf(asked.socket)]);
  abort.abort();
  near.destroy();
  // One who does not read does not see the end either.
  asked.resume();
  const [compared, ended] = await ends;
  await outcome;
  return ended - compared;
}

describe("an abort", () => {
  const content = [{ type: "image" as const, jpeg: LARGE }];
  const large: VisionRequest = { ...textRequest, messages: [{ role: "user", content }] };

  it.each(Object.entries(PHASES))("ends the connection at once %s", async (name, phase) => {
    const request = name === "while the pictures are sent" ? large : textRequest;
    const lags = [await lag(phase, request), await lag(phase, request), await lag(phase, request)];
    // Chance may hold up one; what holds up all three is ours.
    expect(Math.min(...lags)).toBeLessThan(MOST_MS);
  });
});
