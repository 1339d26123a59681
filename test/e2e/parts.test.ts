import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { type ClipOptions, frameTimes, makeClip } from "../fixtures/clip.ts";
import { type Colour, readCode } from "../fixtures/paint.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const COLOURS: readonly Colour[] = ["red", "teal", "orange", "purple", "yellow", "blue", "green", "grey"];

/** Three minutes and twenty seconds, a shot in ten seconds: three parts and a bit where a part is a minute. */
const LONG: ClipOptions = {
  shots: Array.from({ length: 20 }, (_, i) => ({ colour: COLOURS[i % COLOURS.length] ?? "red", frames: 40 })),
  rate: 4,
  width: 320,
  height: 180,
  moving: true,
};

const folder = temporaryFolder();
const path = join(folder, "long.mp4");
let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 32_768 });
  await makeClip(path, LONG);
});

afterAll(() => server.stop());

const env = (more: Record<string, string> = {}) => ({
  MODEL_BASE_URL: server.url,
  PART_MINUTES: "1",
  TMPDIR: folder,
  ...more,
});

async function codeOf(still: string) {
  const { data, info } = await sharp(still).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return readCode({ width: info.width, height: info.height, data }, "top");
}

const seconds = (clock: string) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

it("watches a long video part by part, and writes an outline over all of them", async () => {
  const out = join(folder, "out");
  const run = startCuepoint(["summarize", path, "--out", out], { cwd: folder, env: env() });
  const { code, stdout, stderr } = await run.finished;
  expect(code, stderr).toBe(0);
  const summary = summaryJsonSchema.parse(JSON.parse(readFileSync(join(out, "summary.json"), "utf8")));

  // The parts cover the video without a hole, and each ends at a cut.
  expect(summary.parts).toHaveLength(4);
  expect(summary.parts[0]?.start_time).toBe("00:00:00");
  expect(seconds(summary.parts.at(-1)?.end_time ?? "")).toBeCloseTo(200, 1);
  for (const [i, part] of summary.parts.slice(1).entries()) {
    expect(part.start_time).toBe(summary.parts[i]?.end_time);
    expect(seconds(part.start_time) % 10).toBeCloseTo(0, 1);
  }
  const times = frameTimes(LONG);
  for (const { still, key_timestamp } of summary.segments) {
    expect(times[(await codeOf(join(out, still))) ?? -1]).toBeCloseTo(key_timestamp, 4);
  }
  // The report has all of it, under the outline's chapters, with small pictures made by the real ffmpeg.
  const report = readFileSync(join(out, "report.html"), "utf8");
  expect(report.match(/<section class="segment"/g)).toHaveLength(summary.segments.length);
  expect(report.match(/<section class="chapter"/g)).toHaveLength(summary.chapters.length);
  expect(report.match(/class="film"/g)).toHaveLength(1);
  for (const { title } of summary.parts) expect(report).toContain(title);

  expect(summary.title).toMatch(/^All about/);
  expect(summary.chapters.length).toBeGreaterThan(1);
  expect(stderr).toContain("Part 1 of 4, 0:00 – ");
  expect(stderr).toContain("Part 4 of 4, ");
  expect(stdout).toContain(summary.title);

  const asked = await Promise.all(server.requests.map((_, i) => server.request(i)));
  expect(asked.filter(({ frames }) => frames.length > 0)).toHaveLength(4);
  expect(asked.at(-1)?.frames).toEqual([]);
  // Labels are unique over the whole video.
  const labels = asked.flatMap(({ frames }) => frames.map(({ label }) => label));
  expect(new Set(labels).size).toBe(labels.length);
}, 60_000);

it("goes on with the parts that are missing when the program was killed", async () => {
  const memory = temporaryFolder();
  const before = server.requests.length;
  const first = startCuepoint(["summarize", path, "--json"], { cwd: folder, env: env({ DATA_DIR: memory }) });
  let told = "";
  first.child.stderr?.on("data", (text: string) => {
    told += text;
    if (told.includes("Part 2 of 4")) first.child.kill("SIGKILL");
  });
  await first.finished;
  const asked = async (from: number) =>
    (await Promise.all(server.requests.slice(from).map((_, i) => server.request(from + i)))).flatMap(
      ({ frames }) => frames.slice(0, 1).map(({ label }) => label),
    );
  const seen = await asked(before);
  expect(seen.length).toBeGreaterThanOrEqual(2);

  const again = server.requests.length;
  const second = startCuepoint(["summarize", path, "--json"], {
    cwd: folder,
    env: env({ DATA_DIR: memory }),
  });
  const { code, stdout, stderr } = await second.finished;
  expect(code, stderr).toBe(0);
  const summary = summaryJsonSchema.parse(JSON.parse(stdout));
  expect(summary.parts).toHaveLength(4);
  // What was told is told again, in order, and not asked again.
  expect(stderr).toContain("Part 1 of ");
  const anew = await asked(again);
  expect(anew).not.toContain(seen[0]);
  expect(anew).not.toContain(seen[1]);
  expect(new Set([...seen, ...anew]).size).toBe(4);
}, 60_000);

it("makes a storyboard of a part that the model fails at twice, and says so", async () => {
  // A part takes four of them, two tries with a repair each; two parts are asked at a time.
  await server.misbehave("prose", { times: 7 });
  const { code, stdout } = await startCuepoint(["summarize", path, "--json"], { cwd: folder, env: env() })
    .finished;
  expect(code).toBe(0);
  const summary = summaryJsonSchema.parse(JSON.parse(stdout));
  expect(summary.parts.filter(({ model }) => model === null).length).toBeGreaterThanOrEqual(1);
  expect(summary.parts.some(({ model }) => model !== null)).toBe(true);
  expect(summary.remarks.map(({ kind }) => kind)).toContain("parts-without-model");
}, 60_000);

it("leaves nothing behind when it is stopped in the middle, and begins anew then", async () => {
  const [memory, temporary] = [temporaryFolder(), temporaryFolder()];
  const place = env({ DATA_DIR: memory, TMPDIR: temporary });
  const stopped = startCuepoint(["summarize", path, "--json"], { cwd: folder, env: place });
  let told = "";
  stopped.child.stderr?.on("data", (text: string) => {
    told += text;
    if (told.includes("Part 2 of 4")) stopped.child.kill("SIGINT");
  });
  const { stdout } = await stopped.finished;
  expect(stdout).toBe("");
  expect(readdirSync(temporary)).toEqual([]);

  const from = server.requests.length;
  const { code, stderr } = await startCuepoint(["summarize", path, "--json"], { cwd: folder, env: place })
    .finished;
  expect(code, stderr).toBe(0);
  const asked = await Promise.all(server.requests.slice(from).map((_, i) => server.request(from + i)));
  expect(asked.filter(({ frames }) => frames.length > 0)).toHaveLength(4);
}, 60_000);
