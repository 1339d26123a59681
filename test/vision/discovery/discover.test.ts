import { afterEach, describe, expect, it } from "vitest";
import { type DiscoverOptions, discoverModel } from "../../../src/vision/discovery/discover.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "../../fakes/model-server/model-server.ts";

const servers: ModelServer[] = [];
const logger = createFakeLogger();

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(options: ModelServerOptions): Promise<ModelServer> {
  const server = await startModelServer(options);
  servers.push(server);
  return server;
}

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
  const server = await startModelServer();
  await server.stop();
  return server.port;
}

function discover(options: Partial<DiscoverOptions>) {
  return discoverModel({ ports: [], logger, ...options });
}

describe("discoverModel on this machine", () => {
  it.each([
    "Qwen/Qwen3-VL-2B-Instruct",
    "qwen3-vl:2b-instruct",
    "qwen3-vl-2b",
    "Qwen3VL-2B-Instruct-Q4_K_M.gguf",
    "unsloth/Qwen3_VL_8B",
  ])("knows %s", async (model) => {
    const { port, url } = await start({ models: ["some-other-model", model] });
    expect(await discover({ ports: [{ server: "llama.cpp", port }] })).toMatchObject({
      name: model,
      baseUrl: url,
    });
  });

  it.each([
    "Qwen/Qwen3.5-2B",
    "qwen3.6:4b",
    "Qwen/Qwen2.5-VL-7B-Instruct",
    "llava:7b",
    "gemma3:4b",
    "google/gemma-3-12b-it",
    "OpenGVLab/InternVL3_5-2B",
    "llama3.2-vision:11b",
  ])("takes %s, which sees pictures, where there is no Qwen3-VL", async (model) => {
    const { port } = await start({ models: ["some-other-model", model] });
    expect(await discover({ ports: [{ server: "vllm", port }] })).toMatchObject({ name: model });
    const qwen = await start({ models: ["qwen3-vl:2b-instruct"] });
    const ports = [port, qwen.port].map((port) => ({ server: "ollama" as const, port }));
    expect(await discover({ ports })).toMatchObject({ name: "qwen3-vl:2b-instruct" });
  });

  it.each([
    "Qwen/Qwen3-4B",
    "Qwen/Qwen3-VL-Embedding-2B",
    "gemma3:1b",
    "google/gemma-3-1b-it",
    "gemma3:270m",
    "llama3.1:8b",
  ])("does not take %s", async (model) => {
    const { port } = await start({ models: [model] });
    expect(await discover({ ports: [{ server: "llama.cpp", port }] })).toBeNull();
  });

  it("prefers an Instruct model to a thinking one", async () => {
    const models = ["qwen3-vl:2b-thinking", "qwen3-vl:2b", "qwen3-vl:2b-instruct"];
    const { port } = await start({ models });
    const ports = [{ server: "ollama" as const, port }];
    expect(await discover({ ports })).toMatchObject({ name: "qwen3-vl:2b-instruct" });
  });

  it("takes the first port in order, whichever answers first", async () => {
    const vllm = await start({ flavour: "vllm" });
    const llama = await start({ flavour: "llama.cpp" });
    const ports = [
      { server: "vllm" as const, port: vllm.port },
      { server: "llama.cpp" as const, port: llama.port },
    ];
    expect(await discover({ ports })).toMatchObject({ server: "vllm" });
    expect(await discover({ ports: ports.toReversed() })).toMatchObject({ server: "llama.cpp" });
  });

  it("says that one is loading where no other has a model", async () => {
    const loading = await start({});
    await loading.misbehave("loading");
    const ports = [
      { server: "llama.cpp" as const, port: loading.port },
      { server: "vllm" as const, port: await deadPort() },
    ];
    await expect(discover({ ports })).rejects.toMatchObject({ code: "model-loading" });
  });

  it("passes over ports that are closed, loading, locked or something else entirely", async () => {
    const loading = await start({});
    await loading.misbehave("loading");
    const locked = await start({ apiKey: "secret" });
    const page = await start({});
    const fetch: typeof globalThis.fetch = async (url, init) =>
      String(url).includes(`:${page.port}/`) ? new Response("<h1>Hello</h1>") : globalThis.fetch(url, init);
    const good = await start({ flavour: "sglang" });
    const found = await discover({
      fetch,
      ports: [
        { server: "vllm", port: await deadPort() },
        { server: "vllm", port: loading.port },
        { server: "vllm", port: locked.port },
        { server: "vllm", port: page.port },
        { server: "sglang", port: good.port },
      ],
    });
    expect(found).toMatchObject({ server: "sglang", baseUrl: good.url });
  });

  it("finds nothing where nothing is", async () => {
    expect(await discover({ ports: [{ server: "vllm", port: await deadPort() }] })).toBeNull();
  });

  it("keeps the key to itself", async () => {
    const { port } = await start({});
    const seen: unknown[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      seen.push(new Headers(init?.headers).get("authorization"));
      return globalThis.fetch(url, init);
    };
    await discover({ ports: [{ server: "vllm", port }], apiKey: "secret", fetch });
    expect(seen).toEqual([null]);
  });

  it("looks for the model named, where one is", async () => {
    const { port } = await start({ models: ["qwen3-vl-2b", "my-model"] });
    const ports = [{ server: "vllm" as const, port }];
    expect(await discover({ ports, name: "my-model" })).toMatchObject({ name: "my-model" });
    expect(await discover({ ports, name: "another" })).toBeNull();
  });
});

describe("the context that discoverModel reads", () => {
  it.each([
    ["vllm", { flavour: "vllm", contextTokens: 24_000 }, 24_000],
    ["sglang", { flavour: "sglang", contextTokens: 16_000 }, 16_000],
    ["llama.cpp", { flavour: "llama.cpp", contextTokens: 40_960 }, 40_960],
    ["ollama", { flavour: "ollama" }, 4096],
    ["ollama", { flavour: "ollama", loadedContext: 16_384 }, 16_384],
  ] satisfies [string, ModelServerOptions, number][])(
    "of %s is right (%o)",
    async (kind, options, context) => {
      const { url } = await start(options);
      expect(await discover({ baseUrl: url })).toMatchObject({ server: kind, contextTokens: context });
    },
  );

  it("is 32,768 where the server does not tell", async () => {
    const list = { object: "list", data: [{ id: "qwen3-vl-flash", object: "model", max_model_len: -1 }] };
    const fetch = async () => Response.json(list);
    const found = await discover({ baseUrl: "http://model.invalid/v1", fetch });
    expect(found).toMatchObject({ contextTokens: 32_768, server: "other" });
  });
});

describe("discoverModel with a configured server", () => {
  it("takes its Qwen3-VL, or else its first model", async () => {
    const qwen = await start({ models: ["llava", "Qwen/Qwen3-VL-2B-Instruct"] });
    expect(await discover({ baseUrl: qwen.url })).toMatchObject({ name: "Qwen/Qwen3-VL-2B-Instruct" });
    const other = await start({ models: ["served-name"] });
    expect(await discover({ baseUrl: other.url })).toMatchObject({ name: "served-name" });
  });

  it("takes a configured name that the list lacks, and says so in the log", async () => {
    const log = createFakeLogger();
    const { url } = await start({ contextTokens: 8192 });
    const found = await discover({ baseUrl: url, name: "anything", logger: log });
    expect(found).toMatchObject({ name: "anything", contextTokens: 8192 });
    expect(JSON.stringify(log.lines)).toContain("does not list the configured model");
  });

  it("takes a configured name where the server keeps no list", async () => {
    const fetch = async () => new Response("", { status: 404 });
    const options = { baseUrl: "http://model.invalid", fetch };
    expect(await discover({ ...options, name: "m" })).toMatchObject({ name: "m", contextTokens: 32_768 });
    await expect(discover(options)).rejects.toMatchObject({ code: "model-missing" });
  });

  it("sends it the key", async () => {
    const { url } = await start({ apiKey: "secret" });
    expect(await discover({ baseUrl: url, apiKey: "secret" })).not.toBeNull();
    const refused = discover({ baseUrl: url, apiKey: "wrong" });
    await expect(refused).rejects.toMatchObject({ code: "model-refused", details: { status: 401 } });
  });

  it("is unreachable when nothing listens or the address is none, and loading when the weights are read", async () => {
    const unreachable = { code: "model-unreachable" };
    const dead = `http://127.0.0.1:${await deadPort()}`;
    await expect(discover({ baseUrl: dead })).rejects.toMatchObject(unreachable);
    const loading = await start({});
    await loading.misbehave("loading");
    await expect(discover({ baseUrl: loading.url })).rejects.toMatchObject({ code: "model-loading" });
    await expect(discover({ baseUrl: "no address" })).rejects.toMatchObject(unreachable);
  });

  it.each([
    ["a web page", "<!doctype html>"],
    ["JSON of another kind", '{"data": "none"}'],
  ])("is garbled when it answers with %s", async (_, body) => {
    const fetch = async () => new Response(body);
    const found = discover({ baseUrl: "http://model.invalid", fetch });
    await expect(found).rejects.toMatchObject({ code: "model-garbled" });
  });

  it("does not read an endless list", async () => {
    const fetch = async () => new Response("x".repeat(2 ** 21));
    const found = discover({ baseUrl: "http://model.invalid", fetch });
    await expect(found).rejects.toMatchObject({ code: "model-garbled" });
  });

  it("stops when the caller gives up", async () => {
    const { url } = await start({});
    const found = discover({ baseUrl: url, signal: AbortSignal.abort() });
    await expect(found).rejects.toMatchObject({ code: "cancelled" });
  });
});
