import { CuepointError } from "../../../errors.ts";

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

interface PacketList {
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

/** What ffprobe is asked for; one line a packet, with what else lies beside it at the end or on lines of its own. */
export const PACKET_ENTRIES = "packet=pts,dts,duration,size,flags:packet_side_data=side_data_type";

/** Bytes; a line has a few dozen. */
const LONGEST_LINE = 4096;

const codeOf = (character: string) => character.charCodeAt(0);
const [NEWLINE, COMMA, MINUS] = [codeOf("\n"), codeOf(","), codeOf("-")];
const [ZERO, NINE] = [codeOf("0"), codeOf("9")];
const [KEY, DISCARD] = [codeOf("K"), codeOf("D")];

/**
 * Reads "pts,dts,duration,size,flags" out of ffprobe's bytes: two hours have a quarter of a million lines, and a string
 * for each of them and of their fields would take a hundred megabytes. So `take` gets
 * the same object each time. Packets without any time are left out, and so are those that an edit list discards
 * (flag D): they are never shown. Throws `encrypted` and, on a line without end, `video-failed`.
 */
export function createPacketReader(take: (packet: Packet) => void): (chunk: Buffer) => void {
  const packet = { pts: 0, dts: 0, duration: 0, bytes: 0, iFrame: false };
  let rest: Buffer | null = null;
  return (chunk) => {
    const text: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    const end = text.lastIndexOf(NEWLINE) + 1;
    if (text.subarray(0, end).includes("Encryption info")) throw new CuepointError("encrypted");
    for (let at = 0; at < end; at = text.indexOf(NEWLINE, at) + 1) {
      if (readPacket(text, at, packet)) take(packet);
    }
    rest = end < text.length ? text.subarray(end) : null;
    if (rest && rest.length > LONGEST_LINE)
      throw new CuepointError("video-failed", {}, new Error("a line without end"));
  };
}

/** False for what is no packet, or never shown. */
function readPacket(text: Buffer, start: number, packet: Mutable<Packet>): boolean {
  const atDts = nextField(text, start);
  const atDuration = nextField(text, atDts);
  const atBytes = nextField(text, atDuration);
  const atFlags = nextField(text, atBytes);
  packet.pts = numberAt(text, start);
  packet.dts = numberAt(text, atDts);
  packet.duration = numberAt(text, atDuration) || 0;
  packet.bytes = numberAt(text, atBytes) || 0;
  packet.iFrame = hasFlag(text, atFlags, KEY);
  const timeless = Number.isNaN(packet.pts) && Number.isNaN(packet.dts);
  return !timeless && !hasFlag(text, atFlags, DISCARD);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Where a field ends: at a comma or, the last one, with its line. */
function fieldEnd(text: Buffer, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== COMMA && text[at] !== NEWLINE) at++;
  return at;
}

/** A field that the line does not have is empty. */
function nextField(text: Buffer, start: number): number {
  const end = fieldEnd(text, start);
  return text[end] === COMMA ? end + 1 : end;
}

function hasFlag(text: Buffer, start: number, flag: number): boolean {
  for (let at = start, end = fieldEnd(text, start); at < end; at++) if (text[at] === flag) return true;
  return false;
}

/** NaN for "N/A" and whatever else is no number. */
function numberAt(text: Buffer, start: number): number {
  const negative = text[start] === MINUS;
  let at = negative ? start + 1 : start;
  let value = Number.NaN;
  for (let digit = text[at] ?? 0; digit >= ZERO && digit <= NINE; digit = text[++at] ?? 0) {
    value = (Number.isNaN(value) ? 0 : value * 10) + digit - ZERO;
  }
  return negative ? -value : value;
}
