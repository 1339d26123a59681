import { expect, it } from "vitest";
import { contextKey } from "../../../src/store/contexts/video-context.ts";
import { packVectors } from "../../../src/vision/embeddings/frame-vectors.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { contextOf } from "../samples.ts";

const T1 = "slack:T1";
const vectors = packVectors("clip", [0.5, 1.5], [Float32Array.of(1, 0), Float32Array.of(0, 1)]);

it("vectors are kept beside the frames of a context, and go with it", async () => {
  const store = await temporaryStore(Date.now);
  const context = contextOf({ frames: 2 });
  const key = await store.contexts.put({ ...context, vectors });
  expect(await store.contexts.vectors(T1, key)).toEqual([vectors]);
  expect(await store.contexts.vectors("slack:T2", key)).toEqual([]);
  expect((await store.contexts.get(T1, key))?.opening).toEqual(context.opening);
  expect((await store.contexts.summary(T1, key))?.summary).toEqual(context.summary);
  await store.contexts.delete(T1, key);
  expect(await store.contexts.vectors(T1, key)).toEqual([]);
});

it("a context without vectors has none", async () => {
  const store = await temporaryStore(Date.now);
  const key = await store.contexts.put(contextOf());
  expect(await store.contexts.vectors(T1, key)).toEqual([]);
});

it("a long video has those of its parts", async () => {
  const store = await temporaryStore(Date.now);
  const whole = contextOf();
  const { summary } = whole;
  const { pipelineVersion, options, tenant } = whole;
  const part = { start: 0, end: 10, segments: 2, frames: 2, model: "seer", title: "A part", overview: "" };
  for (const number of [0, 1]) {
    const moved = { ...vectors, timestamps: vectors.timestamps.map((time) => time + number * 10) };
    await store.contexts.put({ ...contextOf(), vectors: moved, part: number });
  }
  const parts = [part, { ...part, start: 10, end: 20 }] as unknown as typeof summary.parts;
  await store.contexts.put({ ...whole, opening: null, summary: { ...summary, parts } });
  const { promptVersion, video } = summary;
  const key = contextKey({ tenant, sha256: video.sha256, pipelineVersion, promptVersion, options });
  const found = await store.contexts.vectors(T1, key);
  expect(found.flatMap(({ timestamps }) => timestamps)).toEqual([0.5, 1.5, 10.5, 11.5]);
});
