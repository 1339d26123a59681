import type { IncomingMessage, RequestListener } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { createMakeRequest } from "../../../../adapters/discord/rest/request.ts";
import { serveHttp } from "../../../support/servers/loopback.ts";

/** Milliseconds. What undici gives less than this, it may take for more. */
const QUIET = 500;
/** Of a request so small that its own time limit is the one that counts. */
const SHORT_QUIET = 150;
const MEBIBYTE = 1024 * 1024;

async function serving(listener: RequestListener, quiet = QUIET) {
  const { url, [Symbol.asyncDispose]: dispose } = await serveHttp(listener);
  const rest = new REST({ api: `${url}/api`, makeRequest: createMakeRequest(quiet) }).setToken("token");
  return {
    rest,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Takes a mebibyte at a time, so that the whole lasts far longer than the quiet that is allowed. */
async function readSlowly(incoming: IncomingMessage): Promise<number> {
  let bytes = 0;
  let taken = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    taken += chunk.length;
    if (taken < MEBIBYTE) continue;
    taken = 0;
    await pause(QUIET / 2);
  }
  return bytes;
}

describe("an upload", () => {
  it("may take far longer than a silence, as long as it moves", { timeout: 60_000 }, async () => {
    let arrived = 0;
    let requests = 0;
    await using server = await serving(async (incoming, outgoing) => {
      requests += 1;
      arrived = await readSlowly(incoming);
      outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id: "1" }));
    });
    const files = [{ name: "report.html", data: Buffer.alloc(8 * MEBIBYTE), contentType: "text/html" }];
    await expect(server.rest.post("/channels/1/messages", { body: {}, files })).resolves.toEqual({ id: "1" });
    expect(arrived).toBeGreaterThan(8 * MEBIBYTE);
    expect(requests).toBe(1);
  });
});

describe("a request", () => {
  it("is tried again and ends with a timeout if no answer ever comes", { timeout: 60_000 }, async () => {
    let requests = 0;
    await using server = await serving(() => {
      requests += 1;
    }, SHORT_QUIET);
    await expect(server.rest.post("/channels/1/typing")).rejects.toMatchObject({
      code: expect.stringMatching(/^(ETIMEDOUT|UND_ERR_HEADERS_TIMEOUT)$/),
    });
    expect(requests).toBe(4);
  });

  it("is tried again where the connection ends without an answer", async () => {
    let requests = 0;
    await using server = await serving((incoming, outgoing) => {
      requests += 1;
      if (requests < 3) incoming.socket.destroy();
      else outgoing.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await expect(server.rest.post("/channels/1/messages", { body: {} })).resolves.toEqual({});
  });
});
