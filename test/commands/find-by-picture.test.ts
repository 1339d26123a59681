import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeThreadId, type ThreadId } from "../../src/chat/thread-id.ts";
import { numberCues } from "../../src/sound/transcript.ts";
import { connectEmbedder } from "../../src/vision/embeddings/connect.ts";
import type { Embedder } from "../../src/vision/embeddings/embedder.ts";
import { packVectors } from "../../src/vision/embeddings/frame-vectors.ts";
import {
  type HistogramEmbeddingServer,
  startHistogramEmbeddingServer,
} from "../fakes/embedding-server/histogram-embedding-server.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import type { Colour } from "../fixtures/paint.ts";
import { paintJpeg } from "../support/painted-jpeg.ts";
import { LINK, room } from "./room.ts";

const never = new AbortController().signal;
const at = (channel: string, thread: string): ThreadId =>
  encodeThreadId({ platform: "slack", tenant: "T1", channel, thread });
/** A frame each ten seconds. */
const LOOKS: readonly Colour[] = ["grey", "red", "grey", "blue", "grey", "grey", "grey", "black"];

let server: HistogramEmbeddingServer;
let embedder: Embedder;

beforeAll(async () => {
  server = await startHistogramEmbeddingServer();
  embedder = await connectEmbedder({ baseUrl: server.url, timeoutMs: 20_000 }, createFakeLogger(), never);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

async function vectorsOf(looks: readonly Colour[]) {
  const pictures = await Promise.all(looks.map((colour) => paintJpeg({ colour })));
  const times = looks.map((_, i) => i * 10);
  return packVectors(embedder.name, times, await embedder.pictures(pictures, never));
}

async function library({ hasServer = true } = {}) {
  const opened = await room(hasServer ? { embeddings: async () => embedder } : {});
  const { state, web, run } = opened;
  const show = async (thread: ThreadId, looks: readonly Colour[], lines: readonly string[] = []) => {
    const heard = lines.map((text, i) => ({ start: i * 10, end: i * 10 + 5, text }));
    state.heard = {
      ...{ source: "server", language: "en", by: "ear", spokenSeconds: 9, heardSeconds: 9 },
      cues: numberCues(heard),
    };
    state.vectors = await vectorsOf(looks);
    const link = `${LINK}?${thread}`;
    web.set(link, `${thread} ${looks.join()}`);
    await run("summarize", { thread, links: [link] });
  };
  const find = async (words: string, thread = at("films", "asked")) => {
    const [message] = await run("find", { thread, options: { words } });
    return (message?.cards ?? []).map(({ time }) => time);
  };
  return { ...opened, show, find };
}

describe("find, where frames have vectors", () => {
  it("shows what is seen though no word tells of it", async () => {
    const { show, find } = await library();
    await show(at("films", "1"), LOOKS);
    expect(await find("something red")).toEqual(["0:10"]);
    expect(await find("something blue")).toEqual(["0:30"]);
    expect(await find("anything green")).toEqual([]);
  });

  it("puts first what is both seen and said, and has what is only one of them as well", async () => {
    const { show, find } = await library();
    await show(at("films", "1"), LOOKS, [
      "Hm.",
      "Hm.",
      "Hm.",
      "The red one.",
      "Hm.",
      "Hm.",
      "The red one again.",
    ]);
    await show(at("films", "2"), LOOKS, ["Hm.", "A red one."]);
    const times = await find("red");
    expect(times[0]).toBe("0:10");
    expect(times).toEqual(expect.arrayContaining(["0:30", "0:10"]));
  });

  it("looks through no video that may not be seen where it is asked", async () => {
    const { show, find } = await library();
    await show(at("films", "1"), ["grey", "grey", "grey", "grey", "black"]);
    await show(at("other", "1"), LOOKS);
    expect(await find("something red")).toEqual([]);
    expect(await find("something red", at("other", "asked"))).toEqual(["0:10"]);
  });

  it("knows nothing of a video that was forgotten", async () => {
    const { show, find, run } = await library();
    await show(at("films", "1"), LOOKS);
    await run("forget", { thread: at("films", "1") });
    expect(await find("something red")).toEqual([]);
  });

  it("goes by the words alone where the server fails, and where there is none", async () => {
    const { show, find } = await library();
    await show(at("films", "1"), LOOKS, ["Hm.", "Hm.", "Hm.", "The red one."]);
    server.misbehave("status", { status: 400 });
    expect(await find("red")).toEqual(["0:30"]);
    server.misbehave(null);
    const before = server.requests.length;
    const without = await library({ hasServer: false });
    await without.show(at("films", "1"), LOOKS, ["Hm.", "Hm.", "Hm.", "The red one."]);
    const pictures = server.requests.length;
    expect(await without.find("red")).toEqual(["0:30"]);
    expect(server.requests.length).toBe(pictures);
    expect(pictures).toBeGreaterThan(before);
  });
});
