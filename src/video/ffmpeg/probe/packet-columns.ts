/** What the packets of a stream say, in decoding order; times in ticks of the stream's time base. */
export interface PacketColumns {
  /** NaN: the container leaves it out. */
  readonly pts: Float64Array<ArrayBuffer>;
  readonly dts: Float64Array<ArrayBuffer>;
  readonly durations: Float64Array<ArrayBuffer>;
  readonly bytes: Uint32Array<ArrayBuffer>;
  /** 1 for an I-frame. */
  readonly iFrames: Uint8Array<ArrayBuffer>;
}

export interface Packet {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
  readonly bytes: number;
  readonly iFrame: boolean;
}

export interface PacketList {
  readonly length: number;
  add(packet: Packet): void;
  columns(): PacketColumns;
}

/** Half a minute of film; columns double from there on. */
const FIRST_ROOM = 1_024;

/** A column for each fact: as objects, or in lists that grow by copies, the packets of two hours take a hundred megabytes. */
export function createPacketList(): PacketList {
  let room = emptyColumns(FIRST_ROOM);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add({ pts, dts, duration, bytes, iFrame }) {
      if (length === room.pts.length) room = copyInto(emptyColumns(2 * length), room);
      room.pts[length] = pts;
      room.dts[length] = dts;
      room.durations[length] = duration;
      room.bytes[length] = bytes;
      room.iFrames[length] = iFrame ? 1 : 0;
      length += 1;
    },
    columns: () => ({
      pts: room.pts.subarray(0, length),
      dts: room.dts.subarray(0, length),
      durations: room.durations.subarray(0, length),
      bytes: room.bytes.subarray(0, length),
      iFrames: room.iFrames.subarray(0, length),
    }),
  };
}

function emptyColumns(room: number): PacketColumns {
  return {
    pts: new Float64Array(room),
    dts: new Float64Array(room),
    durations: new Float64Array(room),
    bytes: new Uint32Array(room),
    iFrames: new Uint8Array(room),
  };
}

function copyInto(larger: PacketColumns, columns: PacketColumns): PacketColumns {
  larger.pts.set(columns.pts);
  larger.dts.set(columns.dts);
  larger.durations.set(columns.durations);
  larger.bytes.set(columns.bytes);
  larger.iFrames.set(columns.iFrames);
  return larger;
}
