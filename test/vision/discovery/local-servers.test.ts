import { readFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { discoverModel } from "../../../src/vision/discovery/discover.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { startModelServer } from "../../fakes/model-server/model-server.ts";

const logger = createFakeLogger();

it.each([
  ["loaded", 16_384, { contextTokens: 16_384, isContextAssumed: false }],
  ["not loaded", undefined, { contextTokens: 4096, isContextAssumed: true }],
])("the context of LM Studio is that of a model that is %s", async (_, loaded, expected) => {
  const id = "qwen/qwen3-vl-4b";
  const lists: Readonly<Record<string, unknown>> = {
    "/v1/models": { object: "list", data: [{ id, object: "model", owned_by: "organization_owner" }] },
    "/api/v0/models": { data: [{ id, type: "vlm", loaded_context_length: loaded }] },
  };
  const fetch: typeof globalThis.fetch = async (url) => Response.json(lists[new URL(String(url)).pathname]);
  const found = await discoverModel({ ports: [{ server: "lm-studio", port: 1234 }], fetch, logger });
  expect(found).toMatchObject({ name: id, server: "lm-studio", ...expected });
});

it("finds the server of a profile by the addresses that compose.yaml gives the bot", async () => {
  const compose = readFileSync(new URL("../../../compose.yaml", import.meta.url), "utf8");
  const MODEL_SERVERS = /^ +MODEL_SERVERS: (.+)$/m.exec(compose)?.[1];
  const { servers } = loadConfig({ MODEL_SERVERS }).model;
  expect(servers).toEqual(["http://vllm:8000/v1", "http://llama:8080/v1"]);
  const server = await startModelServer();
  onTestFinished(server.stop);
  // The names exist among the containers only.
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { host, pathname } = new URL(String(url));
    if (host !== "llama:8080") throw new TypeError("fetch failed");
    return await globalThis.fetch(new URL(pathname, server.url), init);
  };
  const found = await discoverModel({ servers, ports: [], fetch, logger });
  expect(found).toMatchObject({ baseUrl: "http://llama:8080/v1", server: "llama.cpp" });
});
