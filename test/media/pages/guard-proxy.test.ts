import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type GuardProxy, startGuardProxy } from "../../../src/media/pages/guard-proxy.ts";
import { type FakeInternet, startInternet } from "../../support/fake-internet.ts";
import { FORBIDDEN_LINKS } from "../guard/spellings.ts";

const ADDRESS = "93.184.216.34";

let net: FakeInternet;
let proxy: GuardProxy;
let abort: AbortController;
let reasons: string[];

beforeEach(async () => {
  net = await startInternet();
  net.site(ADDRESS, ["page.example"], (request, response) => {
    const body = `${request.method} ${request.url} ${JSON.stringify(request.headers)}`;
    if (request.url === "/endless") {
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64_000)));
      };
      response.on("drain", pour);
      pour();
    } else if (request.url === "/away") response.writeHead(302, { location: "http://127.0.0.1/" }).end();
    else response.writeHead(200, { "content-type": "text/plain" }).end(body);
  });
  abort = new AbortController();
  reasons = [];
  proxy = await startGuardProxy({
    guard: net.guard,
    maxBytes: 1_000_000,
    signal: abort.signal,
    onRefused: ({ message }) => reasons.push(message),
  });
});
afterEach(async () => {
  await proxy[Symbol.asyncDispose]();
  expect(net.canaryHits()).toBe(0);
  await net[Symbol.asyncDispose]();
});

function credentials(): string {
  const { username, password } = new URL(proxy.url);
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** What a plain request through the proxy is answered with. */
async function ask(url: string, headers: Record<string, string> = { "proxy-authorization": credentials() }) {
  const asking = request({
    host: "127.0.0.1",
    port: new URL(proxy.url).port,
    path: url,
    headers: { host: "page.example", ...headers },
    agent: false,
  });
  asking.end();
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of answer) chunks.push(chunk as Buffer);
  } catch {
    // Cut off half way; what came counts.
  }
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) };
}

/** The proxy's first line in answer to a tunnel's request, and the socket. */
async function tunnel(authority: string, authorization = credentials()): Promise<[string, Socket]> {
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${authorization}\r\n\r\n`);
  const [data] = (await once(socket, "data")) as [Buffer];
  return [data.toString().split("\r\n", 1)[0] ?? "", socket];
}

describe("a plain request", () => {
  it("goes to the address that was checked, without what is the proxy's own", async () => {
    const { status, body } = await ask("http://page.example/video?x=1");
    expect(status).toBe(200);
    expect(body.toString()).toContain("GET /video?x=1");
    expect(body.toString()).toContain('"host":"page.example"');
    expect(body.toString()).not.toContain("proxy-authorization");
    expect(net.dialled).toEqual([`${ADDRESS}:80`]);
  });

  it("gets redirects as they are, so that the next request is checked in its turn", async () => {
    const { status, headers } = await ask("http://page.example/away");
    expect([status, headers.location]).toEqual([302, "http://127.0.0.1/"]);
  });

  it.each(FORBIDDEN_LINKS.filter((link) => /^\w+:\/\/[!-~]+$/.test(link)))(
    "is refused for %j",
    async (link) => {
      expect((await ask(link)).status).toBe(502);
      expect(net.dialled).toEqual([]);
    },
  );

  it.each(["/local", "https://page.example/", "ftp://page.example/"])("is refused for %j", async (url) => {
    expect((await ask(url)).status).toBe(502);
  });

  it.each([
    ["no credentials", {}],
    ["wrong ones", { "proxy-authorization": "Basic Y3VlcG9pbnQ6d3Jvbmc=" }],
  ])("with %s is turned away", async (_, headers) => {
    expect((await ask("http://page.example/", headers as Record<string, string>)).status).toBe(407);
    expect(net.dialled).toEqual([]);
  });
});

describe("a tunnel", () => {
  it("carries bytes both ways to the address that was checked", async () => {
    const [line, socket] = await tunnel("page.example:443");
    expect(line).toBe("HTTP/1.1 200 OK");
    expect(net.dialled).toEqual([`${ADDRESS}:443`]);
    socket.write("GET /inside HTTP/1.1\r\nHost: page.example\r\nConnection: close\r\n\r\n");
    expect((await Array.fromAsync(socket)).join("")).toContain("GET /inside");
  });

  it.each([
    "127.0.0.1:443",
    "2130706433:443",
    "0x7f.1:80",
    "[::1]:443",
    "[::ffff:7f00:1]:443",
    "[::7f00:1]:443",
    "localhost:443",
    "redis:443",
    "metadata.google.internal:80",
    "169.254.169.254:80",
    "page.example:22",
    "page.example:6379",
    "user@page.example:443",
    "page.example:443/path",
    "page.example:99999",
    "mixed.example:443",
  ])("to %s is refused", async (authority) => {
    net.name("mixed.example", [ADDRESS, "10.0.0.1"]);
    const [line] = await tunnel(authority);
    expect(line).toBe("HTTP/1.1 502 No");
    expect(net.dialled).toEqual([]);
  });

  it("without the run's credentials is turned away", async () => {
    expect((await tunnel("page.example:443", "Basic eDp5"))[0]).toBe("HTTP/1.1 407 No");
  });

  it("ends with the run", async () => {
    const [, socket] = await tunnel("page.example:443");
    const closed = once(socket, "close");
    await proxy[Symbol.asyncDispose]();
    await expect(closed).resolves.toEqual([expect.any(Boolean)]);
    proxy = await startGuardProxy({ guard: net.guard, maxBytes: 1, signal: abort.signal });
  });
});

describe("the run's account", () => {
  it("tells how often something was refused, and why, without the address", async () => {
    await ask("http://127.0.0.1/secret");
    await tunnel("page.example:22");
    expect(proxy.refusals()).toBe(2);
    expect(reasons).toEqual(["GuardRefusal private-address", "GuardRefusal port"]);
  });

  it("does not count a name that does not exist as refused", async () => {
    expect((await ask("http://missing.example/")).status).toBe(502);
    expect(proxy.refusals()).toBe(0);
  });

  it("ends every connection when more came in than may", async () => {
    const { body } = await ask("http://page.example/endless");
    expect(body.length).toBeLessThan(1_200_000);
    expect(proxy.isSpent()).toBe(true);
    expect((await ask("http://page.example/")).status).toBe(502);
  });

  it("has other credentials each time", async () => {
    await using other = await startGuardProxy({ guard: net.guard, maxBytes: 1, signal: abort.signal });
    expect(new URL(other.url).password).not.toBe(new URL(proxy.url).password);
    expect(new URL(proxy.url).password.length).toBeGreaterThanOrEqual(32);
  });
});
