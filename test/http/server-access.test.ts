import { describe, expect, it } from "vitest";
import { boundFetch, openAiBaseUrl, ReplyTooLong } from "../../src/http/server-access.ts";

/** A fetch whose body comes in these pieces, and which notes whether it was cancelled. */
function fetchOf(pieces: readonly string[]) {
  const state = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { state, fetch: async () => new Response(body, { status: 201, headers: { "x-kind": "test" } }) };
}

describe("boundFetch", () => {
  it("hands on status and headers", async () => {
    const { fetch } = fetchOf([]);
    const response = await boundFetch(fetch, { line: 10, total: 100 })("http://model.invalid/");
    expect(response.status).toBe(201);
    expect(response.headers.get("x-kind")).toBe("test");
  });

  it("hands on a body within the limits unchanged", async () => {
    const pieces = ["data: 1\n", "\ndata", ": 2\n"];
    const body = new Blob(pieces).stream();
    const response = await boundFetch(async () => new Response(body), { line: 10, total: 100 })(
      "http://a.invalid/",
    );
    expect(await response.text()).toBe(pieces.join(""));
  });

  it.each([
    ["a line that never ends", ["12345\n", "1234567", "8901"]],
    ["a body that never ends", Array.from({ length: 11 }, () => "123456789\n")],
  ])("drops %s", async (_, pieces) => {
    const { fetch, state } = fetchOf(pieces);
    const response = await boundFetch(fetch, { line: 10, total: 100 })("http://model.invalid/");
    await expect(response.text()).rejects.toBeInstanceOf(ReplyTooLong);
    expect(state.cancelled).toBe(true);
  });
});

describe("openAiBaseUrl", () => {
  it.each([
    ["http://gpu:8000", "http://gpu:8000/v1"],
    ["http://gpu:8000/", "http://gpu:8000/v1"],
    ["http://gpu:8000/v1", "http://gpu:8000/v1"],
    ["http://gpu:8000/v1/", "http://gpu:8000/v1"],
    ["https://example.org/qwen/openai/v1//", "https://example.org/qwen/openai/v1"],
    ["http://user:secret@gpu:8000/v1?key=secret#top", "http://gpu:8000/v1"],
  ])("reads %s as %s", (address, url) => {
    expect(openAiBaseUrl(address)).toBe(url);
  });

  it("throws for what is not a URL", () => {
    expect(() => openAiBaseUrl("gpu, port 8000")).toThrow(TypeError);
  });
});
