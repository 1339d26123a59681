import { expect, it } from "vitest";
import { readRawFrames } from "../../bench/clips/raw-frames.ts";

const BYTES = 16 * 16;
const grey = (frames: number) => [
  ...["-f", "lavfi", "-i", "color=gray:size=16x16:duration=1"],
  ...["-frames:v", String(frames), "-pix_fmt", "gray"],
];

it("the last picture stays where the source has ended well", async () => {
  const frames = readRawFrames(grey(1), BYTES);
  const pictures = [new Uint8Array(BYTES), new Uint8Array(BYTES)];
  for (const picture of pictures) await frames.next(picture);
  expect(pictures[0]?.[0]).toBeGreaterThan(100);
  expect(pictures[1]).toEqual(pictures[0]);
});

it("a source that ffmpeg cannot read is no black picture", async () => {
  const frames = readRawFrames(["-i", "no-such-file.mp4"], BYTES);
  await expect(frames.next(new Uint8Array(BYTES))).rejects.toThrow(/ffmpeg ended with \d+ after 0 pictures/);
});

it("a source without pictures is none either", async () => {
  const frames = readRawFrames([...grey(5), "-vf", "select=0"], BYTES);
  await expect(frames.next(new Uint8Array(BYTES))).rejects.toThrow("no picture");
});
