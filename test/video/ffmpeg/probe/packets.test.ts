import { describe, expect, it } from "vitest";
import {
  createPacketList,
  createPacketReader,
  type Packet,
} from "../../../../src/video/ffmpeg/probe/packets.ts";

function packetsIn(...chunks: string[]): Packet[] {
  const packets: Packet[] = [];
  const read = createPacketReader((packet) => packets.push({ ...packet }));
  for (const chunk of chunks) read(Buffer.from(chunk));
  return packets;
}

const TEXT =
  "0,-1024,512,21768,K_\n2048,N/A,N/A,849,__\n\nDisplay Matrix\n-512,-7,512,145,_D\nN/A,9,4,N/A,K__,x\n";
const PACKETS = [
  { pts: 0, dts: -1024, duration: 512, bytes: 21_768, iFrame: true },
  { pts: 2_048, dts: Number.NaN, duration: 0, bytes: 849, iFrame: false },
  { pts: Number.NaN, dts: 9, duration: 4, bytes: 0, iFrame: true },
];

describe("packets in ffprobe's words", () => {
  it("are read without those that have no time or are never shown", () => {
    expect(packetsIn(TEXT)).toEqual(PACKETS);
  });

  it("are the same wherever the words were torn", () => {
    for (let at = 0; at <= TEXT.length; at++) {
      expect(packetsIn(TEXT.slice(0, at), TEXT.slice(at))).toEqual(PACKETS);
    }
    expect(packetsIn(...TEXT)).toEqual(PACKETS);
  });

  it("keep times beyond 32 bits exact", () => {
    expect(packetsIn("8589934593,-8589934592,1,2,__\n")).toMatchObject([
      { pts: 8_589_934_593, dts: -8_589_934_592 },
    ]);
  });

  it("tell that the video is encrypted, wherever the words were torn", () => {
    const sealed = "0,0,512,900,K__\nEncryption info\n";
    for (let at = 0; at <= sealed.length; at++) {
      expect(() => packetsIn(sealed.slice(0, at), sealed.slice(at))).toThrow("encrypted");
    }
  });

  it("may not go on without end", () => {
    expect(() => packetsIn("1".repeat(5_000))).toThrow("video-failed");
  });
});

describe("a list of packets", () => {
  it("keeps every fact of more packets than it began with", () => {
    const list = createPacketList();
    for (let i = 0; i < 5_000; i++)
      list.add({ pts: i / 2, dts: -i, duration: 2 * i, bytes: 3 * i, iFrame: i % 7 === 0 });
    const { pts, dts, durations, bytes, iFrames } = list.columns();
    expect([list.length, pts.length, dts.length, durations.length, bytes.length, iFrames.length]).toEqual(
      new Array(6).fill(5_000),
    );
    const wrong = Array.from(pts).filter(
      (time, i) =>
        time !== i / 2 ||
        dts[i] !== -i ||
        durations[i] !== 2 * i ||
        bytes[i] !== 3 * i ||
        iFrames[i] !== Number(i % 7 === 0),
    );
    expect(wrong).toEqual([]);
  });
});
