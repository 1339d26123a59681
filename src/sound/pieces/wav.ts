import { SAMPLE_BYTES, SAMPLE_RATE } from "./samples.ts";

const HEADER_BYTES = 44;
const PCM = 1;

/** Samples of 16 bits, 16 kHz and mono as a WAV file. */
export function wavOf(chunks: readonly Buffer[]): Buffer {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * SAMPLE_BYTES, 28);
  header.writeUInt16LE(SAMPLE_BYTES, 32);
  header.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, ...chunks]);
}
