import { describe, expect, it } from "vitest";
import { isBelowFloor } from "../../../src/video/ffmpeg/floor.mjs";

describe("the security floor", () => {
  it.each(["4.4.2-0ubuntu0.22.04.1", "5.1.4", "6.1.1", "7.0.2", "7.1", "n7.1.4", "8.0", "8.0.2", "8.1.1"])(
    "is above %s",
    (version) => expect(isBelowFloor(version)).toBe(true),
  );

  it.each([
    "5.1.9-0+deb12u1",
    "7.1.5",
    "n7.1.6",
    "8.0.3",
    "8.1.2-static",
    "8.2",
    "9.0",
    "N-71064-gd5e603ddc0",
  ])("is not above %s", (version) => expect(isBelowFloor(version)).toBe(false));
});
