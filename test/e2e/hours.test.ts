import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SummaryJson, summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { frameTimes } from "../fixtures/clip.ts";
import { LONG_FILM, makeLongFilm, SIGN, SIGN_AT, STILL } from "../fixtures/long-film.ts";
import { readCode } from "../fixtures/paint.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const film = join(folder, "film.mp4");
const out = join(folder, "out");
let server: ModelServer;
let summary: SummaryJson;

function cuepoint(...args: string[]) {
  const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: join(folder, "data") };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 32_768, slots: 2 });
  await makeLongFilm(film);
  const { code, stderr } = await cuepoint("summarize", film, "--out", out);
  expect(code, stderr).toBe(0);
  summary = summaryJsonSchema.parse(JSON.parse(readFileSync(join(out, "summary.json"), "utf8")));
}, 240_000);

afterAll(() => server.stop());

const seconds = (clock: string) => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

it("shows at each segment the frame of its time, over two hours and forty minutes", async () => {
  const times = frameTimes(LONG_FILM);
  expect(summary.parts.length).toBeGreaterThanOrEqual(14);
  expect(seconds(summary.coverage.end_time)).toBeCloseTo(9_600, 0);
  expect(summary.segments.length).toBeGreaterThan(40);
  for (const { still, key_timestamp, start_time, end_time } of summary.segments) {
    const { data, info } = await sharp(join(out, still))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const code = readCode({ width: info.width, height: info.height, data }, "top");
    expect([still, times[code ?? -1]]).toEqual([still, key_timestamp]);
    expect(key_timestamp).toBeGreaterThanOrEqual(seconds(start_time));
    expect(key_timestamp).toBeLessThan(seconds(end_time));
  }
});

it("gives a line to a part in which nothing happens, and several to one in which much does", () => {
  const within = (segment: SummaryJson["segments"][number], start: number, end: number) =>
    seconds(segment.start_time) >= start && seconds(segment.end_time) <= end;
  const still = summary.segments.filter((segment) => within(segment, STILL.start - 60, STILL.end + 60));
  const lively = summary.segments.filter((segment) => within(segment, 0, STILL.end - STILL.start));
  expect(still.length).toBeLessThanOrEqual(6);
  expect(lively.length).toBeGreaterThan(2 * still.length);
});

it("has seen a sign that stood for two seconds", () => {
  const read = summary.segments.filter(({ description }) => description.includes(String(SIGN)));
  expect(read).toHaveLength(1);
  const [segment] = read;
  expect(seconds(segment?.start_time ?? "")).toBeLessThanOrEqual(SIGN_AT);
  expect(seconds(segment?.end_time ?? "")).toBeGreaterThan(SIGN_AT);
});

it.each([
  ["by its time", "Which number can be read at 1:30:00?"],
  ["by a search of the descriptions", "Which number can be read along an edge?"],
])(
  "finds the sign for a question, %s",
  async (_, question) => {
    const before = server.requests.length;
    const { code, stdout, stderr } = await cuepoint("ask", film, question);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`The number ${SIGN} can be read.`);
    expect(stdout).toMatch(/At 1:30:0[01]\.\d/);
    const part = 1 + summary.parts.findIndex(({ end_time }) => seconds(end_time) > SIGN_AT);
    expect(stdout).toContain(`I looked at part ${part} of ${summary.parts.length} (`);
    expect(server.requests).toHaveLength(before + 1);
  },
  60_000,
);
