import { expect, it } from "vitest";
import { scanVideo } from "../../../src/video/plan/scan-video.ts";
import { createTimeline } from "../../../src/video/timeline.ts";
import type { ScanFrame, ScanPlan } from "../../../src/video/video.ts";
import { paintedVideo, paintPicture, scanOf } from "../../support/painted-scan.ts";

const FPS = 5;
const SECONDS = 240;
const { signal } = new AbortController();

/** I-frames where a shot begins, 9, 12, 15 and 18 seconds apart. */
function beginsShot(second: number): boolean {
  return [0, 9, 21, 36].some((at) => second % 54 === at);
}

/** A film of four minutes whose packets are alike but for a spike at each of these seconds; what is decoded is grey. */
function film(spikes: readonly number[], undecodable: (time: number) => boolean = () => false) {
  const picture = paintPicture({ colour: "grey" });
  const frames: ScanFrame[] = Array.from({ length: SECONDS * FPS }, (_, i) => ({
    timestamp: i / FPS,
    picture,
  }));
  const isIFrame = (time: number) => Number.isInteger(time) && beginsShot(time);
  const timeline = createTimeline(
    frames.map(({ timestamp }) => ({
      ...{ timestamp, duration: 1 / FPS, iFrame: isIFrame(timestamp) },
      bytes: isIFrame(timestamp) ? 40_000 : spikes.includes(timestamp) ? 20_000 : 1_000,
    })),
  );
  const scan = ({ range, frames: kind }: ScanPlan) =>
    scanOf(
      frames.filter(
        ({ timestamp: time }) =>
          time >= range.start && time < range.end && (kind === "intra" ? isIFrame(time) : !undecodable(time)),
      ),
    );
  const painted = paintedVideo(frames);
  return {
    ...painted,
    info: { ...painted.info, codec: "h264", width: 1920, height: 1080, frameRate: 30 },
    timeline,
    scan,
  };
}

it("looks at a range that begins behind what its first group hints at", async () => {
  // The group from 54 to 63 has its spike before the range begins.
  const { explanation } = await scanVideo(film([56, 100]), { start: 60, end: 200 }, {}, signal);
  expect(explanation).toMatchObject({ kind: "sparse", parts: 2 });
});

it("tells of the rest where a part that is looked at closer cannot be decoded", async () => {
  const video = film([30, 100], (time) => time < 60);
  const { scan, explanation } = await scanVideo(video, { start: 0, end: SECONDS }, {}, signal);
  expect(explanation.kind).toBe("sparse");
  expect(scan.candidates.some(({ timestamp }) => timestamp > 99 && timestamp < 101)).toBe(true);
});
