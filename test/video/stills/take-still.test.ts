import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { takeStill } from "../../../src/video/stills/take-still.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { framesOf, hold, paintedVideo } from "../../support/painted-scan.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const folder = temporaryFolder();
const X264 = ["-c:v", "libx264", "-x264-params", "bframes=3:b-pyramid=1:keyint=50", "-pix_fmt", "yuv420p"];

async function opened() {
  const path = join(folder, "stills.mp4");
  const shots = [
    { colour: "grey", frames: 110 },
    { colour: "orange", frames: 90 },
  ] as const;
  await makeClip(path, { shots, moving: true, encode: X264 });
  const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 1 }).open(path, never);
  let scans = 0;
  return {
    video: {
      ...video,
      scan(...asked: Parameters<typeof video.scan>) {
        scans++;
        return video.scan(...asked);
      },
    },
    scans: () => scans,
  };
}

describe("a still that is chosen and taken in one run", () => {
  it("is the picture as recorded, near the chosen frame and in its shot", async () => {
    const { video, scans } = await opened();
    const shot = { start: 4.4, end: 8 };
    const chosen = video.timeline.iFrames.find((time) => time >= 5.9) ?? Number.NaN;
    const still = await takeStill(video, chosen, { shot, longSide: Number.POSITIVE_INFINITY }, never);
    const [exact] = await Array.fromAsync(
      video.framesAt([still?.timestamp ?? 0], Number.POSITIVE_INFINITY, never),
    );
    expect(scans()).toBe(1);
    expect(Math.abs((still?.timestamp ?? 0) - chosen)).toBeLessThanOrEqual(0.5);
    expect([still?.width, still?.height]).toEqual([640, 360]);
    expect(exact?.timestamp).toBe(still?.timestamp);
    expect(still?.jpeg.equals(exact?.jpeg ?? Buffer.alloc(0))).toBe(true);
  });

  it("is left to others where frames cannot be left out", async () => {
    const video = paintedVideo(framesOf(hold({ colour: "red" }, 50)));
    expect(
      await takeStill(video, 1, { shot: { start: 0, end: 2 }, longSide: Number.POSITIVE_INFINITY }, never),
    ).toBeNull();
    expect(video.scanned).toEqual([]);
  });
});
