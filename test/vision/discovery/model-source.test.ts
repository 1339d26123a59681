import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import {
  createModelSource,
  type ModelSettings,
  type ModelSource,
} from "../../../src/vision/discovery/model-source.ts";
import { withModel } from "../../../src/vision/discovery/with-model.ts";
import type { VisionModel } from "../../../src/vision/model.ts";
import { collectReply } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "../../fakes/model-server/model-server.ts";
import { textRequest } from "../requests.ts";

const never = new AbortController().signal;
const logger = createFakeLogger();

function sourceFor(baseUrl: string, loadingMs = 0): ModelSource {
  const settings: ModelSettings = {
    ...{ baseUrl, name: undefined, apiKey: undefined, contextTokens: undefined },
    ...{ maxImages: 64, firstTokenSeconds: 20, idleSeconds: 20 },
  };
  return createModelSource(settings, logger, loadingMs);
}

async function started(options: ModelServerOptions, loadingMs?: number) {
  const server = await startModelServer(options);
  const source = sourceFor(server.url, loadingMs);
  return { server, source, [Symbol.asyncDispose]: () => server.stop() };
}

/** Another server at the same address. */
async function replaced(old: ModelServer, options: ModelServerOptions) {
  await old.stop();
  const server = await startModelServer({ ...options, port: old.port });
  return { server, [Symbol.asyncDispose]: () => server.stop() };
}

const ask = (model: VisionModel) => collectReply(model, textRequest, never);
const found = async (source: ModelSource) => {
  const model = await source(never);
  if (!model) throw new Error("no model");
  return model;
};

describe("a server that is loading", () => {
  it("is waited for, and each look is told of", async () => {
    await using subject = await started({}, 60_000);
    await subject.server.misbehave("loading");
    let looks = 0;
    const model = await subject.source(never, () => {
      looks += 1;
      if (looks === 2) void subject.server.misbehave(null);
    });
    expect(model?.name).toBe("qwen3-vl-2b-instruct");
    expect(looks).toBe(2);
  });

  it("is given up after the time that it may take", async () => {
    await using subject = await started({}, 1);
    await subject.server.misbehave("loading");
    await expect(subject.source(never)).rejects.toMatchObject({ code: "model-loading" });
  });

  it("is left at once when the work is stopped", async () => {
    await using subject = await started({}, 60_000);
    await subject.server.misbehave("loading");
    const abort = new AbortController();
    const waiting = subject.source(abort.signal, () => abort.abort());
    await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is waited for where it began to load after it was found", async () => {
    await using subject = await started({}, 60_000);
    await found(subject.source);
    await subject.server.misbehave("loading");
    const onLoading = () => void subject.server.misbehave(null);
    const reply = await withModel(subject.source, { work: ask, onLoading }, never);
    expect(reply?.text).toBe("I see 0 pictures: .");
  });
});

describe("a model that was found", () => {
  it("stays the same object, and is not looked for again while it answers", async () => {
    await using subject = await started({});
    const model = await found(subject.source);
    await ask(model);
    expect(await subject.source(never)).toBe(model);
    expect(subject.server.hits.filter((hit) => hit === "GET /v1/models")).toHaveLength(1);
  });

  it("stays the same object where a fault has changed nothing", async () => {
    await using subject = await started({});
    const model = await found(subject.source);
    await subject.server.misbehave("refuse-connection");
    await expect(ask(model)).rejects.toMatchObject({ code: "model-unreachable" });
    expect(await subject.source(never)).toBe(model);
    await subject.server.misbehave(null);
    expect(await subject.source(never)).toBe(model);
  });

  it.each([404, 400])("is found under its new name after a refusal by %i", async (status) => {
    await using subject = await started({ models: ["qwen3-vl-old"] });
    const old = await found(subject.source);
    await using renamed = await replaced(subject.server, { models: ["qwen3-vl-new"] });
    await renamed.server.misbehave("status", { status, times: 1 });
    await expect(ask(old)).rejects.toMatchObject({ code: "model-refused" });
    expect(await found(subject.source)).toMatchObject({ name: "qwen3-vl-new" });
  });

  it("is found with its new context after an overflow", async () => {
    await using subject = await started({ contextTokens: 32_768 });
    const old = await found(subject.source);
    await using smaller = await replaced(subject.server, { contextTokens: 8 });
    await expect(ask(old)).rejects.toMatchObject({ code: "model-overflow" });
    expect(await found(subject.source)).toMatchObject({ limits: { contextTokens: 8 } });
    expect(smaller.server.hits).toContain("GET /v1/models");
  });

  it("is found anew when its server comes back as another", async () => {
    await using subject = await started({ models: ["qwen3-vl-old"], contextTokens: 4096 });
    const old = await found(subject.source);
    await subject.server.misbehave("refuse-connection");
    await expect(ask(old)).rejects.toMatchObject({ code: "model-unreachable" });
    await using back = await replaced(subject.server, { models: ["qwen3-vl-new"], contextTokens: 16_384 });
    expect(await found(subject.source)).toMatchObject({
      name: "qwen3-vl-new",
      limits: { contextTokens: 16_384 },
    });
    expect(back.server.hits).toContain("GET /v1/models");
  });

  it("has the context that Ollama tells once it has loaded it", async () => {
    const options = { flavour: "ollama", models: ["qwen3-vl:2b-instruct"] } as const;
    await using subject = await started({ ...options, loadedContext: 32_768, loadsWhenAsked: true });
    const assumed = await found(subject.source);
    expect(assumed.limits.contextTokens).toBe(4096);
    await ask(assumed);
    expect((await found(subject.source)).limits.contextTokens).toBe(32_768);
  });
});

describe("work with a model", () => {
  it("is done once more with the model that has taken the old one's place", async () => {
    await using subject = await started({ models: ["qwen3-vl-old"] });
    await found(subject.source);
    await using renamed = await replaced(subject.server, { models: ["qwen3-vl-new"] });
    await renamed.server.misbehave("status", { status: 404, times: 1 });
    const asked: string[] = [];
    const work = async (model: VisionModel) => {
      asked.push(model.name);
      return await ask(model);
    };
    const reply = await withModel(subject.source, { work, onLoading: () => undefined }, never);
    expect(asked).toEqual(["qwen3-vl-old", "qwen3-vl-new"]);
    expect(reply?.finishReason).toBe("stop");
  });

  it("is not done again where nothing has changed", async () => {
    await using subject = await started({});
    let times = 0;
    const work = async () => {
      times += 1;
      throw new CuepointError("model-overflow");
    };
    const done = withModel(subject.source, { work, onLoading: () => undefined }, never);
    await expect(done).rejects.toMatchObject({ code: "model-overflow" });
    expect(times).toBe(1);
  });
});
