import { describe, expect, it } from "vitest";
import { joinFields } from "../../../../src/video/ffmpeg/probe/mend-packets.ts";
import { createPacketList } from "../../../../src/video/ffmpeg/probe/packets.ts";

const FRAME = 3600;
const FIELD = FRAME / 2;
const STREAM = { codec: "h264", frameRate: 25, timeBase: { num: 1, den: 90_000 } };

/** Packets in decoding order: presentation time in frames, duration in ticks, I-frame or not. */
function packets(list: readonly (readonly [at: number, duration: number, iFrame?: boolean])[]) {
  const columns = createPacketList();
  for (const [i, [at, duration, iFrame = false]] of list.entries()) {
    columns.add({ pts: at * FRAME, dts: i * FIELD, duration, bytes: 100, iFrame });
  }
  return columns.columns();
}

const framesOf = (list: Parameters<typeof packets>[0], stream = STREAM) => {
  const { pts, durations, bytes, iFrames } = joinFields(packets(list), stream);
  return Array.from(pts, (time, i) => [time / FRAME, durations[i], bytes[i], iFrames[i]]);
};

describe("packets that are fields", () => {
  it("become frames, at the time of their first field, in whatever order they are decoded", () => {
    const order = [0, 2, 1];
    const fields = order.flatMap(
      (n) =>
        [
          [n, FIELD, n === 0],
          [n + 0.5, FIELD],
        ] as const,
    );
    expect(framesOf(fields)).toEqual(order.map((n) => [n, FRAME, 200, n === 0 ? 1 : 0]));
  });

  it("stand beside frames that were coded whole", () => {
    expect(
      framesOf([
        [0, FRAME, true],
        [1, FIELD],
        [1.5, FIELD],
        [2, FRAME],
      ]).map(([at]) => at),
    ).toEqual([0, 1, 2]);
  });

  it("are no fields at twice the frame rate, nor in other codecs", () => {
    const list = [0, 0.5, 1, 1.5].map((at) => [at, FIELD, at === 0] as const);
    expect(framesOf(list, { ...STREAM, frameRate: 50 })).toHaveLength(4);
    expect(framesOf(list, { ...STREAM, codec: "hevc" })).toHaveLength(4);
  });

  it("are left alone where nothing tells the rate", () => {
    expect(framesOf([[0, FRAME, true]], { ...STREAM, frameRate: 0 })).toHaveLength(1);
  });
});
