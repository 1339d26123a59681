import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SummaryJson, summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, frameTimes, makeClip } from "../fixtures/clip.ts";
import { nameColour, readCode } from "../fixtures/paint.ts";
import { rotateDisplay } from "../fixtures/rotate.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const VARIABLE_RATE: ClipOptions = {
  shots: [
    { colour: "red", frames: 40 },
    { colour: "blue", frames: 30 },
    { colour: "yellow", frames: 50, mark: { from: 0, to: 50, value: 777 } },
    { colour: "teal", frames: 60 },
  ],
  rate: [
    { frames: 35, fps: 8 },
    { frames: 45, fps: 30 },
    { frames: 100, fps: 13 },
  ],
  moving: true,
};

const ROTATED: ClipOptions = {
  shots: [
    { colour: "orange", frames: 30 },
    { colour: "green", frames: 45 },
    { colour: "purple", frames: 50 },
  ],
  rate: 25,
  moving: true,
};

const folder = temporaryFolder();
let server: ModelServer;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 32_768 });
  env = { MODEL_BASE_URL: server.url, TMPDIR: folder };
  await makeClip(join(folder, "variable.mp4"), VARIABLE_RATE);
  // Turned left in the file, upright on the screen.
  await makeClip(join(folder, "rotated.mp4"), { ...ROTATED, filters: ["transpose=cclock"] });
  rotateDisplay(join(folder, "rotated.mp4"), 90);
});

afterAll(async () => {
  await server.stop();
});

async function look(path: string) {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const picture = { width: info.width, height: info.height, data };
  return { code: readCode(picture, "top"), colour: nameColour(picture), ...picture };
}

function readJson(path: string): SummaryJson {
  return summaryJsonSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}

const seconds = (clock: string) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

describe.each([
  ["a clip of variable frame rate", "variable", VARIABLE_RATE],
  ["a clip that is stored turned", "rotated", ROTATED],
])("summarize over %s", (_, name, clip) => {
  it("tells each shot, and shows for each the frame of its time", async () => {
    const out = join(folder, `out-${name}`);
    const run = startCuepoint(["summarize", join(folder, `${name}.mp4`), "--out", out], { cwd: folder, env });
    const { code, stdout, stderr } = await run.finished;
    expect(code, stderr).toBe(0);

    const summary = readJson(join(out, "summary.json"));
    const colours = clip.shots.map(({ colour }) => colour);
    expect(summary.segments.map(({ theme }) => theme.toLowerCase())).toEqual(colours);

    const times = frameTimes(clip);
    const starts = clip.shots.map((_shot, i) => clip.shots.slice(0, i).reduce((sum, s) => sum + s.frames, 0));
    for (const [i, segment] of summary.segments.entries()) {
      const still = await look(join(out, segment.still));
      // The number burnt into the still names the frame, and the truth names its time.
      expect(still.code).not.toBeNull();
      expect(segment.key_timestamp).toBeCloseTo(times[still.code ?? -1] ?? Number.NaN, 4);
      expect(still.colour).toBe(colours[i]);
      expect([still.width, still.height]).toEqual([640, 360]);
      expect(seconds(segment.start_time)).toBeCloseTo(times[starts[i] ?? -1] ?? Number.NaN, 2);
      expect(stdout).toContain(segment.description);
    }
    expect(stdout).toContain("The video has no sound.");
    expect((await readdir(out)).sort()).toEqual(
      ["report.html", "summary.json", ...summary.segments.map(({ still }) => still)].sort(),
    );
  });
});

it("reads a mark that the picture carries through to the summary", async () => {
  const { finished } = startCuepoint(["summarize", join(folder, "variable.mp4"), "--json"], {
    cwd: folder,
    env,
  });
  const { stdout } = await finished;
  const { segments } = summaryJsonSchema.parse(JSON.parse(stdout));
  expect(segments[2]?.description).toContain("777");
  expect(segments[1]?.description).not.toContain("777");
});

it("looks only at the range that was asked for", async () => {
  const args = ["summarize", join(folder, "rotated.mp4"), "--from", "1.2", "--to", "3", "--json"];
  const { stdout } = await startCuepoint(args, { cwd: folder, env }).finished;
  const { segments, coverage } = summaryJsonSchema.parse(JSON.parse(stdout));
  expect(segments.map(({ theme }) => theme.toLowerCase())).toEqual(["green"]);
  expect([coverage.start_time, coverage.end_time]).toEqual(["00:00:01.200", "00:00:03"]);
});

it("makes a storyboard and says why when the model talks nonsense twice", async () => {
  await server.misbehave("prose");
  const { code, stdout } = await startCuepoint(["summarize", join(folder, "rotated.mp4")], {
    cwd: folder,
    env,
  }).finished;
  await server.misbehave(null);
  expect(code).toBe(0);
  expect(stdout).toContain("Keyframe 1 of");
  expect(stdout).toContain("No model has described any frame from 0:00–");
  expect(stdout).not.toContain("Looked at");
  expect(stdout).not.toContain("orange");
});

it("repairs a reply that names times which were never sent", async () => {
  await server.misbehave("unknown-labels", { times: 1 });
  const { stdout } = await startCuepoint(["summarize", join(folder, "rotated.mp4"), "--json"], {
    cwd: folder,
    env,
  }).finished;
  const { segments } = summaryJsonSchema.parse(JSON.parse(stdout));
  expect(segments.map(({ theme }) => theme.toLowerCase())).toEqual(["orange", "green", "purple"]);
});
