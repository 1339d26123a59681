import { tonesOf } from "./tones.ts";

export interface Sound {
  readonly rate: number;
  /** -1 to 1, the first channel. */
  readonly samples: Float32Array;
}

/** Reads a WAV of 16 bits, also one of a program that could not go back to write the sizes. Throws for anything else. */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (word(0) !== "RIFF" || word(8) !== "WAVE") throw new Error("not a WAV file");
  let format: { channels: number; rate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (word(at) === "fmt ") {
      if (view.getUint16(at + 22, true) !== 16) throw new Error("not 16 bits");
      format = { channels: view.getUint16(at + 10, true), rate: view.getUint32(at + 12, true) };
    }
    if (word(at) === "data" && format) {
      const end = Math.min(bytes.length, at + 8 + size);
      const step = 2 * format.channels;
      const count = Math.floor((end - at - 8) / step);
      const samples = Float32Array.from(
        { length: count },
        (_, i) => view.getInt16(at + 8 + i * step, true) / 2 ** 15,
      );
      return { rate: format.rate, samples };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error("no sound in the WAV file");
}

const RATE = 16_000;

/** The part of a marked clip from `start` to `end`, silent except in the seconds named: all of them where none is. */
export function markedWav(start: number, end: number, seconds?: readonly number[]): Uint8Array {
  const samples = Float32Array.from({ length: Math.round((end - start) * RATE) }, (_, i) => {
    const time = start + i / RATE;
    const second = Math.floor(time + 1e-9);
    if (seconds && !seconds.includes(second)) return 0;
    const { low, high } = tonesOf(second);
    return 0.2 * (Math.sin(2 * Math.PI * low * time) + Math.sin(2 * Math.PI * high * time));
  });
  return writeWav(samples);
}

function writeWav(samples: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + 2 * samples.length, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(2 * RATE, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, i) => void bytes.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * i));
  return bytes;
}
