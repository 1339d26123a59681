import { describe, expect, it } from "vitest";
import { MARK_SECONDS } from "../../fixtures/sounds.ts";
import { hearMarks } from "./tones.ts";
import { markedWav, readWav } from "./wav.ts";

function marksOf(wav: Uint8Array) {
  const { samples, rate } = readWav(wav);
  return hearMarks(samples, rate);
}

describe("the speech double", () => {
  it("hears every second of a clip by its tones, within a twentieth", () => {
    for (const [i, { second, start, end }] of marksOf(markedWav(0, 100)).entries()) {
      expect({ i, second }).toEqual({ i, second: i });
      expect(Math.abs(start - i)).toBeLessThanOrEqual(0.05);
      expect(Math.abs(end - i - MARK_SECONDS)).toBeLessThanOrEqual(0.05);
    }
    expect(marksOf(markedWav(0, 100))).toHaveLength(100);
  });

  it("hears them in a piece that was cut out anywhere", () => {
    const marks = marksOf(markedWav(41.37, 44.2));
    expect(marks.map(({ second }) => second)).toEqual([41, 42, 43, 44]);
    expect(Math.abs((marks[1]?.start ?? 0) - 0.63)).toBeLessThanOrEqual(0.05);
  });

  it("hears nothing in silence, and only what sounds", () => {
    expect(marksOf(markedWav(0, 5, []))).toEqual([]);
    expect(marksOf(markedWav(0, 60, [7, 42])).map(({ second }) => second)).toEqual([7, 42]);
  });

  it("reads a WAV whose sizes were never written", () => {
    const wav = Buffer.from(markedWav(3, 5));
    wav.writeUInt32LE(0xff_ff_ff_ff, 4);
    wav.writeUInt32LE(0xff_ff_ff_ff, 40);
    expect(marksOf(wav).map(({ second }) => second)).toEqual([3, 4]);
  });
});
