/** Enough for three packets of a transport stream, the longest proof below. */
export const HEAD_BYTES = 1024;

const BOXES = new Set(["ftyp", "styp", "moov", "mdat", "free", "skip", "wide", "pnot"]);
/** MP4's container also holds still pictures. */
const STILL_BRANDS = /^(avi[fs]|he[iv][cfmsx]|mi[af]1|msf1|jpeg|jp2)/;

const TS_SYNC = 0x47;
const TS_PACKET = 188;
/** Blu-ray and camcorders put four bytes of time before each packet. */
const M2TS_PREFIX = 4;

/**
 * True where a file begins as one of the containers that the ffmpeg reader opens. What a server or a name says
 * about a file counts for nothing: a playlist or a page called .mp4 begins with text.
 */
export function looksLikeVideo(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const text = (from: number, to: number) => bytes.toString("latin1", from, to);
  if (BOXES.has(text(4, 8))) return !(text(4, 8) === "ftyp" && STILL_BRANDS.test(text(8, 12)));
  const begins = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  return (
    begins(0x1a, 0x45, 0xdf, 0xa3) || // Matroska, WebM
    begins(0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11) || // ASF, WMV
    begins(0x00, 0x00, 0x01, 0xba) || // MPEG program stream
    (text(0, 4) === "RIFF" && text(8, 12) === "AVI ") ||
    (text(0, 3) === "FLV" && bytes[3] === 1) ||
    text(0, 4) === "OggS" ||
    /^GIF8[79]a$/.test(text(0, 6)) ||
    isTransportStream(bytes, 0, TS_PACKET) ||
    isTransportStream(bytes, M2TS_PREFIX, TS_PACKET + M2TS_PREFIX)
  );
}

function isTransportStream(bytes: Buffer, first: number, step: number): boolean {
  return [0, 1, 2].every((packet) => bytes[first + packet * step] === TS_SYNC);
}
