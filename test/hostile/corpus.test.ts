import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CuepointError } from "../../src/errors.ts";
import { probeIsolation } from "../../src/process/isolation.ts";
import { createFfmpeg, locateFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { makeClip } from "../fixtures/clip.ts";
import { startCanaryServer } from "../support/canary-server.ts";
import { markProcesses } from "../support/processes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { DAMAGED } from "./support/damaged.ts";
import { disguisedScripts } from "./support/disguised.ts";
import { BUILT, MADE, ODD_NAMES } from "./support/made.ts";

const mark = markProcesses();
const signal = new AbortController().signal;
const searchPath = process.env.PATH ?? "";
const isolation = await probeIsolation({ searchPath, environment: mark.environment, signal });
const reader = createFfmpegReader(
  createFfmpeg({
    ...locateFfmpeg({ ffmpegPath: undefined, ffprobePath: undefined, searchPath }),
    environment: mark.environment,
    logger: createFakeLogger(),
    isolation,
    // What ends in another sentence than that of a limit must not run into one because the machine is busy.
    timeScale: 3,
  }),
  { maxMinutes: 60 },
);

const canary = await startCanaryServer();

const CORPUS = [...disguisedScripts(canary.port), ...DAMAGED, ...MADE, ...BUILT, ...ODD_NAMES];
/** Opening takes a tenth of a second; this is for a busy machine, and far below the limits of a run. */
const OPENS_WITHIN = 25_000;

const base = temporaryFolder();
let clip: Buffer;

beforeAll(async () => {
  const path = join(base, "clip.mp4");
  const encode = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-pix_fmt",
    "yuv420p",
    "-movflags",
    "+faststart",
  ];
  const shots = [
    { colour: "red", frames: 8 },
    { colour: "blue", frames: 8 },
  ] as const;
  await makeClip(path, { shots, width: 160, height: 96, encode });
  clip = readFileSync(path);
});
afterAll(async () => {
  await canary[Symbol.asyncDispose]();
});

/** Opens the file and looks at what every caller relies on. */
async function endingOf(path: string): Promise<string> {
  try {
    const { info, timeline } = await reader.open(path, signal);
    const isSound = info.width > 0 && info.height > 0 && info.duration >= 0 && timeline.frames > 0;
    return isSound ? "opens" : `opens with ${JSON.stringify(info)}`;
  } catch (error) {
    return error instanceof CuepointError ? error.code : `${error}`;
  }
}

interface Outcome {
  readonly ending: string;
  readonly ms: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const outcomes: Outcome[] = [];
const folderOf = (at: number) => join(base, String(at));

async function tryOne(at: number): Promise<void> {
  const specimen = CORPUS[at];
  if (!specimen) return;
  const folder = folderOf(at);
  mkdirSync(folder);
  const path = join(folder, specimen.name);
  await specimen.make(path, clip);
  const before = readdirSync(folder);
  const started = performance.now();
  const ending = await endingOf(path);
  outcomes[at] = { ending, ms: performance.now() - started, before, after: readdirSync(folder) };
}

/** Several at a time: most of the work is waiting for a program to start. */
const AT_A_TIME = 4;

describe("hostile media", () => {
  beforeAll(async () => {
    let next = 0;
    const work = async () => {
      while (next < CORPUS.length) await tryOne(next++);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  });

  it("is at least forty files of different names", () => {
    expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length);
    expect(CORPUS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CORPUS.map((specimen, at) => ({ ...specimen, at })))(
    "$what ends as it should",
    ({ endings, at }) => {
      const outcome = outcomes[at];
      expect(endings).toContain(outcome?.ending);
      expect(outcome?.ms).toBeLessThan(OPENS_WITHIN);
      expect(outcome?.after).toEqual(outcome?.before);
    },
  );

  it("leaves no process behind and reaches nothing on the network", async () => {
    await mark.gone();
    expect(canary.hits()).toBe(0);
  });
});

describe("a video of far more frames than bytes", () => {
  it("is left at once when its reader has seen enough", async () => {
    const at = CORPUS.findIndex(({ name }) => name === "long-4k.mp4");
    const video = await reader.open(join(folderOf(at), "long-4k.mp4"), signal);
    expect(video.timeline.frames).toBe(10_000);
    const range = { start: 0, end: video.info.duration };
    const scan = video.scan({ range, longSide: 64, frames: "all" }, signal);
    let frames = 0;
    for await (const _ of scan.frames) if (++frames === 3) break;
    expect(frames).toBe(3);
    await mark.gone();
  });
});
