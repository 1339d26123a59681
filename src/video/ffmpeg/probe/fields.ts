import type { Rational } from "../../video.ts";
import { createPacketList, type Packet, type PacketColumns } from "./packet-columns.ts";

/** Ticks; durations are rounded. */
const NEARLY = 1.5;

interface Stream {
  readonly codec: string;
  readonly frameRate: number;
  readonly timeBase: Rational;
}

/**
 * Camcorders (AVCHD) and broadcasts code a frame of H.264 as two fields, and a transport stream has a packet for each: as
 * long as half a frame, which no whole frame is. Two of them in a row are one frame, at the time of the first.
 */
export function joinFields(packets: PacketColumns, { codec, frameRate, timeBase }: Stream): PacketColumns {
  const half = timeBase.den / (2 * frameRate * timeBase.num);
  const isField = (duration: number) => Math.abs(duration - half) < NEARLY;
  if (codec !== "h264" || !(half > 2 * NEARLY && half < Number.POSITIVE_INFINITY)) return packets;
  return packets.durations.some(isField) ? joined(packets, isField) : packets;
}

function joined(packets: PacketColumns, isField: (duration: number) => boolean): PacketColumns {
  const list = createPacketList();
  for (let i = 0; i < packets.pts.length; i++) {
    const [first, second] = [packetAt(packets, i), packetAt(packets, i + 1)];
    const isPair = isField(first.duration) && isField(second.duration);
    if (isPair) i += 1;
    const { duration, bytes } = isPair ? second : { duration: 0, bytes: 0 };
    list.add({ ...first, duration: first.duration + duration, bytes: first.bytes + bytes });
  }
  return list.columns();
}

/** Beyond the last one a packet of nothing. */
function packetAt({ pts, dts, durations, bytes, iFrames }: PacketColumns, i: number): Packet {
  return {
    pts: pts[i] ?? 0,
    dts: dts[i] ?? 0,
    duration: durations[i] ?? 0,
    bytes: bytes[i] ?? 0,
    iFrame: iFrames[i] === 1,
  };
}
