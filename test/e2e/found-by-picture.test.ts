import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type HistogramEmbeddingServer,
  startHistogramEmbeddingServer,
} from "../fakes/embedding-server/histogram-embedding-server.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CLIP = {
  shots: [
    { colour: "grey", frames: 40 },
    { colour: "red", frames: 40 },
    { colour: "purple", frames: 40 },
    { colour: "teal", frames: 10 },
    { colour: "orange", frames: 40 },
  ],
  rate: 10,
  width: 320,
  height: 180,
} as const satisfies ClipOptions;

const folder = temporaryFolder();
let model: ModelServer;
let vectors: HistogramEmbeddingServer;

beforeAll(async () => {
  model = await startModelServer({});
  vectors = await startHistogramEmbeddingServer();
  await makeClip(join(folder, "film.mp4"), CLIP);
});

afterAll(async () => {
  await model.stop();
  await vectors[Symbol.asyncDispose]();
});

function cuepoint(...args: string[]) {
  const env = {
    ...{ MODEL_BASE_URL: model.url, SPEECH_BASE_URL: "off", DATA_DIR: join(folder, "data") },
    ...{ EMBED_BASE_URL: vectors.url, SAMPLING_STRATEGY: "clip" },
  };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

it("a film is watched by frames that differ in meaning, and another process finds in it what they show", async () => {
  const watched = await cuepoint("summarize", "film.mp4", "--out", "result");
  expect(watched, watched.stderr).toMatchObject({ code: 0 });
  expect(watched.stderr).not.toContain("embedding");
  const [first] = model.requests;
  expect(new Set(first?.frames.map(({ colour }) => colour))).toEqual(
    new Set(CLIP.shots.map(({ colour }) => colour)),
  );
  const pictures = vectors.requests.filter((request) => request.pictures > 0).length;
  expect(pictures).toBeGreaterThan(first?.frames.length ?? 0);

  expect(watched.stdout).not.toContain("turquoise");
  const found = await cuepoint("find", "something", "turquoise");
  expect(found, found.stderr).toMatchObject({ code: 0 });
  expect(found.stdout).toMatch(/0:12/);
  expect(vectors.requests.at(-1)?.texts).toEqual(["something turquoise"]);
});
