import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { VisionModel } from "../../../src/vision/model.ts";
import { collectReply } from "../../../src/vision/model.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import type { Flavour } from "../../fakes/model-server/flavour.ts";
import type { MisbehaviourKind } from "../../fakes/model-server/misbehaviour.ts";
import { summaryRequest, textRequest } from "../requests.ts";
import { AMPLE, startModel } from "../start-model.ts";

const never = new AbortController().signal;

async function failure(model: VisionModel, request = textRequest): Promise<unknown> {
  return collectReply(model, request, never).then(
    () => "no failure",
    (error: unknown) => error,
  );
}

describe("a prompt that does not fit", () => {
  it.each<Flavour>(["llama.cpp", "vllm", "sglang"])("is an overflow when %s says so", async (flavour) => {
    await using served = await startModel({ flavour, contextTokens: 300 });
    const request = await summaryRequest([{ colour: "red" }, { colour: "blue" }, { colour: "red" }]);
    expect(await failure(served.model, request)).toMatchObject({ code: "model-overflow" });
  });

  it("tells llama.cpp's numbers", async () => {
    await using served = await startModel({ contextTokens: 300 });
    const request = await summaryRequest([{ colour: "red" }, { colour: "blue" }, { colour: "red" }]);
    expect(await failure(served.model, request)).toMatchObject({ details: { contextTokens: 300 } });
  });

  it.each([
    "You passed 40000 input tokens and requested 2000 output tokens. However, the model's context length is only 32768 tokens",
    "'max_tokens' or 'max_completion_tokens' is too large: 40000.",
    "The decoder prompt contains a(n) video item with 21504 embedding tokens, which exceeds the pre-allocated encoder cache size 16384.",
    "The decoder prompt (length 10127) is longer than the maximum model length of 8192.",
    "The prompt (total length 25938) is too long to fit into the model (context length 4096).",
    "Requested token count exceeds the model's maximum context length of 4096 tokens.",
    "Input length (160062 tokens) exceeds the maximum allowed length (59862 tokens).",
    "At most 64 image(s) may be provided in one prompt.",
    "You set image=2 (or defaulted to 1) in `--limit-mm-per-prompt`, but passed 3 image items in the same prompt.",
  ])("is an overflow in the words: %s", async (message) => {
    await using served = await startModel();
    const error = { message, type: "BadRequestError", param: null, code: 400 };
    await served.server.misbehave("status", { status: 400, body: { error } });
    expect(await failure(served.model)).toMatchObject({ code: "model-overflow" });
    // Older vLLM puts the fields at the top.
    await served.server.misbehave("status", { status: 400, body: { object: "error", ...error } });
    expect(await failure(served.model)).toMatchObject({ code: "model-overflow" });
  });

  it("is an overflow when there are too many pictures or bytes", async () => {
    await using served = await startModel({ maxImages: 1 });
    const request = await summaryRequest([{ colour: "red" }, { colour: "blue" }]);
    expect(await failure(served.model, request)).toMatchObject({ code: "model-overflow" });
    await served.server.misbehave("status", { status: 413 });
    expect(await failure(served.model)).toMatchObject({ code: "model-overflow" });
  });
});

describe("a server that refuses", () => {
  it.each([400, 401, 403, 404, 422, 307])("is refused with status %i", async (status) => {
    await using served = await startModel();
    await served.server.misbehave("status", { status });
    expect(await failure(served.model)).toMatchObject({ code: "model-refused", details: { status } });
  });

  it("refuses a wrong key, a bad schema and a bad picture", async () => {
    await using served = await startModel({ apiKey: "right" }, { apiKey: "wrong" });
    expect(await failure(served.model)).toMatchObject({ code: "model-refused", details: { status: 401 } });
    await using open = await startModel();
    const badSchema = { ...textRequest, schema: { name: "summary", schema: { type: "nonsense" } } };
    expect(await failure(open.model, badSchema)).toMatchObject({ code: "model-refused" });
    const content = [{ type: "image" as const, jpeg: Buffer.from("not a JPEG") }];
    const badPicture = { ...textRequest, messages: [{ role: "user" as const, content }] };
    expect(await failure(open.model, badPicture)).toMatchObject({ code: "model-refused" });
  });
});

describe("a server that takes no pictures", () => {
  it.each([
    [500, "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj"],
    [400, "Qwen/Qwen3-1.7B is not a multimodal model"],
    [400, "At most 0 image(s) may be provided in one prompt."],
    [400, "Model does not support images. Please use a model that does."],
    [500, "this model is missing data required for image input"],
    [400, "Invalid content type. image_url is only supported by certain models."],
  ])("is text-only with status %i in the words: %s", async (status, message) => {
    await using served = await startModel();
    await served.server.misbehave("status", { status, body: { error: { message, code: status } } });
    expect(await failure(served.model)).toMatchObject({ code: "model-text-only" });
  });
});

describe("a server that reads the weights", () => {
  it("is loading, and not out of reach", async () => {
    await using served = await startModel();
    await served.server.misbehave("loading");
    expect(await failure(served.model)).toMatchObject({ code: "model-loading" });
  });

  it("is told from one that is overloaded", async () => {
    await using served = await startModel();
    await served.server.misbehave("status", { status: 503 });
    expect(await failure(served.model)).toMatchObject({ code: "model-unreachable" });
  });
});

describe("a server in trouble", () => {
  it("is asked again after 500, and answers", async () => {
    await using served = await startModel({}, { maxRetries: 2 });
    await served.server.misbehave("500", { times: 2 });
    expect(await collectReply(served.model, textRequest, never)).toMatchObject({ finishReason: "stop" });
    expect(served.server.requests).toHaveLength(3);
  });

  it("is unreachable when the tries are used up", async () => {
    await using served = await startModel({}, { maxRetries: 2 });
    await served.server.misbehave("500");
    expect(await failure(served.model)).toMatchObject({
      code: "model-unreachable",
      details: { status: 500 },
    });
    expect(served.server.requests).toHaveLength(3);
  });

  it.each<MisbehaviourKind>(["reset", "mid-stream-error"])("is unreachable when %s", async (kind) => {
    await using served = await startModel();
    await served.server.misbehave(kind);
    expect(await failure(served.model)).toMatchObject({ code: "model-unreachable" });
  });

  it("is unreachable when it is too busy", async () => {
    await using served = await startModel();
    await served.server.misbehave("status", { status: 429 });
    expect(await failure(served.model)).toMatchObject({ code: "model-unreachable" });
  });
});

describe("a reply that is none", () => {
  it.each<MisbehaviourKind>(["html", "empty", "malformed"])("is garbled when %s", async (kind) => {
    await using served = await startModel();
    await served.server.misbehave(kind);
    expect(await failure(served.model)).toMatchObject({ code: "model-garbled" });
  });

  it("is dropped after a megabyte", async () => {
    await using served = await startModel();
    await served.server.misbehave("huge");
    expect(await failure(served.model)).toMatchObject({ code: "model-garbled" });
    expect(await served.server.requests[0]?.closed).toBe("aborted");
  });

  it.each<MisbehaviourKind>(["truncated", "prose", "fenced"])("is handed on when %s", async (kind) => {
    await using served = await startModel();
    await served.server.misbehave(kind);
    const request = await summaryRequest([{ colour: "red" }]);
    const { text, finishReason } = await collectReply(served.model, request, never);
    expect(() => JSON.parse(text)).toThrow();
    expect(finishReason).toBe(kind === "truncated" ? "length" : "stop");
  });
});

describe("a server that is too slow", () => {
  it("times out before the first piece", async () => {
    await using served = await startModel({}, { timeouts: { ...AMPLE, firstChunkMs: 50 } });
    await served.server.misbehave("hang");
    expect(await failure(served.model)).toMatchObject({ code: "model-timeout", details: { seconds: 1 } });
  });

  it("times out between two pieces, and is told to stop", async () => {
    await using served = await startModel({}, { timeouts: { ...AMPLE, idleMs: 50 } });
    await served.server.misbehave("hang-after-some");
    expect(await failure(served.model)).toMatchObject({ code: "model-timeout" });
    expect(await served.server.requests[0]?.closed).toBe("aborted");
  });
});

describe("secrets", () => {
  const key = "sk-canary-1f9a";
  const words = "canary words of the prompt";
  const request = { ...textRequest, messages: [{ role: "user" as const, content: words }] };

  it.each([400, 401, 500])("stay out of errors and logs with status %i", async (status) => {
    const logger = createFakeLogger();
    await using served = await startModel({}, { apiKey: key, logger });
    const message = `Incorrect API key ${key} for ${words}`;
    await served.server.misbehave("status", { status, body: { error: { message } } });
    const error = await failure(served.model, request);
    expect(logger.lines.length).toBeGreaterThan(0);
    const seen = inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(logger.lines);
    expect(seen).not.toContain(key);
    expect(seen).not.toContain(words);
  });

  it("stay out of the error when the key cannot be sent at all", async () => {
    await using served = await startModel({}, { apiKey: `${key}\n${key}` });
    const error = await failure(served.model, request);
    expect(error).toMatchObject({ name: "CuepointError" });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(key);
  });
});
