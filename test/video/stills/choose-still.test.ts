import { describe, expect, it } from "vitest";
import { chooseStill, isBlank, sharpness } from "../../../src/video/stills/choose-still.ts";
import { createTimeline } from "../../../src/video/timeline.ts";
import type { Picture, ScanFrame } from "../../../src/video/video.ts";
import { blurred } from "../../support/blurred.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { framesOf, hold, type Look, paintedVideo, paintPicture, scanOf } from "../../support/painted-scan.ts";

const never = new AbortController().signal;
const SCENE = { colour: "teal", code: 21, box: { x: 50, y: 40, width: 40, height: 40 } } as const;
const OTHER = { colour: "orange", code: 22 } as const;
const at = (frame: number) => frame / 25;

/** Frames of which those with these numbers are sharp and all others blurred. */
function sharpOnlyAt(looks: readonly Look[], sharp: readonly number[]): ScanFrame[] {
  const blurs = new Map<ScanFrame["picture"], ScanFrame["picture"]>();
  return framesOf(looks).map(({ timestamp, picture }, i) => {
    const soft = blurs.get(picture) ?? blurred(picture, 2);
    blurs.set(picture, soft);
    return { timestamp, picture: sharp.includes(i) ? picture : soft };
  });
}

describe("the still of a chosen frame", () => {
  it("is the sharp one among blurred frames of the same picture", async () => {
    const video = paintedVideo(sharpOnlyAt(hold(SCENE, 100), [57]));
    expect(await chooseStill(video, at(50), { start: 0, end: 4 }, never)).toBe(at(57));
  });

  it("is the chosen frame where others are no better", async () => {
    const video = paintedVideo(framesOf(hold(SCENE, 100)));
    expect(await chooseStill(video, at(50), { start: 0, end: 4 }, never)).toBe(at(50));
  });

  it("is the nearer of two sharp ones", async () => {
    const video = paintedVideo(sharpOnlyAt(hold(SCENE, 100), [40, 53]));
    expect(await chooseStill(video, at(50), { start: 0, end: 4 }, never)).toBe(at(53));
  });

  it("is looked for after an I-frame alone where a long group of pictures ends at it", async () => {
    const frames = sharpOnlyAt(hold(SCENE, 100), [49, 56]);
    const isIFrame = (i: number) => i === 0 || i === 50;
    const timeline = createTimeline(
      frames.map(({ timestamp }, i) => ({ timestamp, duration: 0.04, iFrame: isIFrame(i) })),
    );
    const video = { ...paintedVideo(frames), timeline };
    expect(await chooseStill(video, at(50), { start: 0, end: 4 }, never)).toBe(at(56));
    expect(await chooseStill(video, at(54), { start: 0, end: 4 }, never)).toBe(at(56));
    expect(video.scanned.map(({ start }) => start)).toEqual([at(50), at(50)]);
  });

  it("never lies in another shot, be it sharper and near", async () => {
    const frames = sharpOnlyAt([...hold(SCENE, 30), ...hold(OTHER, 40), ...hold(SCENE, 30)], [29, 70, 71]);
    const video = paintedVideo(frames);
    const still = await chooseStill(video, at(31), { start: at(30), end: at(70) }, never);
    expect(still).toBeGreaterThanOrEqual(at(30));
    expect(still).toBeLessThan(at(70));
    for (const { start, end } of video.scanned) {
      expect(start).toBeGreaterThanOrEqual(at(30));
      expect(end).toBeLessThanOrEqual(at(70));
    }
  });

  it("stays clear of the transition at the ends of its shot", async () => {
    const video = paintedVideo(sharpOnlyAt(hold(SCENE, 100), [25, 45]));
    expect(await chooseStill(video, at(30), { start: at(25), end: at(100) }, never)).not.toBe(at(25));
  });

  it("still shows what the model saw, though another picture of the shot is sharper", async () => {
    const before = blurred(paintPicture(SCENE), 2);
    const frames = framesOf([...hold(SCENE, 50), ...hold(OTHER, 50)]).map((frame, i) =>
      i < 50 ? { ...frame, picture: before } : frame,
    );
    const still = await chooseStill(paintedVideo(frames), at(45), { start: 0, end: 4 }, never);
    expect(still).toBeLessThan(at(50));
  });

  it("is not the black frame that was chosen while the picture fades in", async () => {
    const frames = framesOf([...hold({ colour: "black" }, 8), ...hold(SCENE, 92)]);
    expect(await chooseStill(paintedVideo(frames), 0, { start: 0, end: 4 }, never)).toBeGreaterThanOrEqual(
      at(8),
    );
  });

  it("is not black where the shot has anything else, though it is far", async () => {
    const frames = framesOf([...hold({ colour: "black" }, 60), ...hold(SCENE, 40)]);
    const video = paintedVideo(frames);
    expect(await chooseStill(video, 0, { start: 0, end: 4 }, never)).toBeGreaterThanOrEqual(at(60));
    expect(await chooseStill(video, 0, { start: 0, end: at(60) }, never)).toBe(0);
  });

  it("is the chosen frame where nothing can be decoded", async () => {
    const video = { ...paintedVideo(framesOf(hold(SCENE, 10))), scan: () => scanOf([]) };
    expect(await chooseStill(video, 0.2, { start: 0, end: 4 }, never)).toBe(0.2);
  });

  it("is the chosen frame of a shot of one frame", async () => {
    const video = paintedVideo(framesOf(hold(SCENE, 30)));
    expect(await chooseStill(video, at(10), { start: at(10), end: at(11) }, never)).toBe(at(10));
  });
});

const scene = paintPicture({ colour: "teal", code: 12_345, box: { x: 40, y: 40, width: 30, height: 30 } });

function flat(level: number, noise = 0): Picture {
  const random = fixedRandom(5);
  const grey = paintPicture({ colour: "grey" });
  return { ...grey, luma: grey.luma.map(() => level + Math.round((random() - 0.5) * 2 * noise)) };
}

describe("sharpness", () => {
  it("falls with every pass of a blur", () => {
    const [sharp, soft, softer] = [scene, blurred(scene, 1), blurred(scene, 3)].map(sharpness);
    expect(sharp).toBeGreaterThan(2 * (soft ?? Number.NaN));
    expect(soft).toBeGreaterThan(2 * (softer ?? Number.NaN));
  });

  it("is nothing where nothing is", () => {
    expect(sharpness(flat(128))).toBe(0);
    expect(sharpness({ ...flat(128), width: 1, height: 1, luma: new Uint8Array(1) })).toBe(0);
  });
});

describe("a blank picture", () => {
  it.each<[string, Picture]>([
    ["black", flat(16)],
    ["black with the noise of a codec", flat(18, 6)],
    ["white", flat(235)],
    ["one tone of grey, as in the depth of a fade", flat(90, 5)],
  ])("is %s", (_, picture) => {
    expect(isBlank(picture)).toBe(true);
  });

  it.each<[string, Picture]>([
    ["a scene", scene],
    [
      "a dark room with a lamp",
      paintPicture({ colour: [8, 8, 8], box: { x: 100, y: 10, width: 20, height: 20 } }),
    ],
    [
      "a small white title on black",
      paintPicture({ colour: "black", box: { x: 60, y: 42, width: 40, height: 4 } }),
    ],
    [
      "a room in the evening",
      paintPicture({ colour: [25, 25, 30], box: { x: 20, y: 20, width: 90, height: 60, colour: "blue" } }),
    ],
  ])("is not %s", (_, picture) => {
    expect(isBlank(picture)).toBe(false);
  });
});
