import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";

/** Four seconds at 10 frames a second, then four at 25. */
const CLIP: ClipOptions = {
  shots: [{ colour: "red", frames: 140 }],
  rate: [
    { frames: 40, fps: 10 },
    { frames: 100, fps: 25 },
  ],
  width: 320,
  height: 180,
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "frame-"));
  await makeClip(join(folder, "clip.mp4"), CLIP);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

// No server is there: it takes neither a model nor a summary.
const frame = (...args: string[]) => startCuepoint(["frame", "clip.mp4", ...args], { cwd: folder }).finished;

it.each([
  ["0:03.95", 39, "moment-0.03.900.jpg"],
  ["5s", 65, "moment-0.05.000.jpg"],
])("shows the very frame that is on screen at %s", async (at, number, name) => {
  const { code, stdout, stderr } = await frame(at);
  expect(code, stderr).toBe(0);
  const path = `cuepoint-out/clip/${name}`;
  expect(stdout).toContain(path);
  const { data, info } = await sharp(join(folder, path))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(readCode({ width: info.width, height: info.height, data }, "top")).toBe(number);
});

it.each(["0:09", "soon"])("refuses %s, which is no moment of the video", async (at) => {
  const { code, stdout } = await frame(at);
  expect(code).toBe(2);
  expect(stdout).toBe("");
});
