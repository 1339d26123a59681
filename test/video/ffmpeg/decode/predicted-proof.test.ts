import { describe, expect, it } from "vitest";
import type { Run } from "../../../../src/video/ffmpeg/decode/frame-runs.ts";
import { standOnNoBFrames } from "../../../../src/video/ffmpeg/decode/predicted-proof.ts";
import { createTimeline } from "../../../../src/video/timeline.ts";
import type { Frame } from "../../../../src/video/video.ts";

/** Forty seconds at ten frames a second, an I-frame each four seconds; every second frame is a P-frame, busiest from 8 to 16. */
const film = createTimeline(
  Array.from({ length: 400 }, (_, i) => ({
    ...{ timestamp: i / 10, duration: 0.1, iFrame: i % 40 === 0 },
    bytes: i % 2 === 1 ? 100 : i >= 80 && i < 160 ? 2_000 : 900,
  })),
);
const PREDICTED = Array.from({ length: 20 }, (_, i) => 1 + 2 * i);

function decoder(isSame: (time: number) => boolean, isThere = (_: Run) => true) {
  const runs: Run[] = [];
  const read = async (run: Run): Promise<Frame[]> => {
    runs.push(run);
    const picture = (time: number) => `${time} ${isSame(time) ? "" : run.frames}`;
    const frame = (timestamp: number) => ({
      timestamp,
      width: 2,
      height: 2,
      jpeg: Buffer.from(picture(timestamp)),
    });
    return isThere(run) ? run.times.map(frame) : [];
  };
  return { runs, read };
}

describe("whether P-frames stand on no B-frames", () => {
  it("is known once the busiest frame of two groups is the same with and without B-frames", async () => {
    const { runs, read } = decoder(() => true);
    expect(await standOnNoBFrames(PREDICTED, film, read)).toBe(true);
    expect(new Set(runs.map(({ times }) => times[0]))).toEqual(new Set([11, 15]));
    expect(runs.map(({ frames }) => frames)).toEqual(["predicted", "reference", "predicted", "reference"]);
  });

  it.each([11, 15])("is not so where the picture at %d s differs", async (other) => {
    const { read } = decoder((time) => time !== other);
    expect(await standOnNoBFrames(PREDICTED, film, read)).toBe(false);
  });

  it.each(["predicted", "reference"])("is not known where nothing comes out as %s", async (missing) => {
    const { read } = decoder(
      () => true,
      ({ frames }) => frames !== missing,
    );
    expect(await standOnNoBFrames(PREDICTED, film, read)).toBe(false);
  });

  it("is not asked for frames of a few groups, or for frames that look like B-frames", async () => {
    const { runs, read } = decoder(() => true);
    expect(await standOnNoBFrames(PREDICTED.slice(0, 10), film, read)).toBe(false);
    expect(
      await standOnNoBFrames(
        PREDICTED.map((time) => time + 0.1),
        film,
        read,
      ),
    ).toBe(false);
    expect(runs).toEqual([]);
  });
});
