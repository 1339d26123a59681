import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { type ClipOptions, makeClip } from "../fixtures/clip.ts";
import { makeHurtClip } from "../fixtures/hurt-clip.ts";
import { readCode } from "../fixtures/paint.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

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

const folder = temporaryFolder();

beforeAll(async () => {
  await makeClip(join(folder, "clip.mp4"), CLIP);
  await makeHurtClip(join(folder, "hurt.mp4"));
});

// No server is there: it takes neither a model nor a summary.
const frame = (at: string, file = "clip.mp4", env: Record<string, string> = {}) =>
  startCuepoint(["frame", file, at], { cwd: folder, env }).finished;

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

it("says that the frame at a moment cannot be read, and which one it shows instead", async () => {
  const { code, stdout, stderr } = await frame("0:03.95", "hurt.mp4");
  expect(code, stderr).toBe(0);
  const told = /The frame at 0:03\.9 can’t be read\. This is the nearest earlier one, (0:0[0-3]\.\d)\./.exec(
    stdout,
  );
  expect(told?.[1]).toMatch(/^0:0[0-2]/);
  expect(stdout).toContain(`moment-${told?.[1]?.replace(":", ".")}`);
  const inChinese = await frame("0:03.95", "hurt.mp4", { LANG: "zh_CN.UTF-8" });
  expect(inChinese.stdout).toContain("0:03.9 处的画面无法读取");
});

it("says nothing of damage at a moment of a damaged video whose frame can be read", async () => {
  const { code, stdout } = await frame("0:05", "hurt.mp4");
  expect(code).toBe(0);
  expect(stdout).toContain("moment-0.05.000.jpg");
  expect(stdout).not.toContain("can’t be read");
});
