import { expect, it } from "vitest";
import { clipSizes, secondsThatFit } from "../../../src/video/clips/sizes.ts";

const HD = { width: 1920, height: 1080, frameRate: 30 };
const MEGABYTE = 1_000_000;

it("leaves a picture as it is where there is room for it", () => {
  const [best] = clipSizes(HD, 45, 100 * MEGABYTE);
  expect(best).toMatchObject({ width: 1920, height: 1080, isReduced: false, soundRate: 128_000 });
});

it("makes the short side smaller before the picture gets coarse, upright ones too", () => {
  expect(clipSizes(HD, 45, 8 * MEGABYTE)[0]).toMatchObject({ width: 1280, height: 720, isReduced: true });
  const upright = { width: 1080, height: 1920, frameRate: 30 };
  expect(clipSizes(upright, 180, 8 * MEGABYTE)[0]).toMatchObject({ width: 360, height: 640 });
  expect(clipSizes({ width: 641, height: 359, frameRate: 25 }, 5, MEGABYTE)[0]).toMatchObject({
    ...{ width: 642, height: 360 },
  });
});

it("never plans for more bytes than there are", () => {
  for (const megabytes of [0.5, 2, 8, 25]) {
    for (const { videoRate, soundRate } of clipSizes(HD, 60, megabytes * MEGABYTE)) {
      expect(((videoRate + soundRate) * 61) / 8).toBeLessThan(megabytes * MEGABYTE);
    }
  }
});

it("gives up where nothing would be recognized, and knows what would fit", () => {
  expect(clipSizes(HD, 180, 0.5 * MEGABYTE)).toEqual([]);
  const seconds = secondsThatFit(HD, 0.5 * MEGABYTE);
  expect(seconds).toBeGreaterThan(10);
  expect(clipSizes(HD, seconds, 0.5 * MEGABYTE)).not.toEqual([]);
});
