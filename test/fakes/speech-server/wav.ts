import { pcmOf, SOUND_RATE, soundOf } from "../../fixtures/sounds.ts";

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

/** The part of a marked clip from `start` to `end`, silent except in the seconds named: all of them where none is. */
export function markedWav(start: number, end: number, seconds?: readonly number[]): Uint8Array {
  const spoken = seconds?.map((second) => ({ start: second, end: second + 1 })) ?? [{ start: 0, end }];
  const samples = soundOf({ seconds: end, spoken }).subarray(Math.round(start * SOUND_RATE));
  return wavOf(pcmOf(samples));
}

function wavOf(pcm: Buffer): Uint8Array {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + pcm.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SOUND_RATE, 24);
  head.writeUInt32LE(2 * SOUND_RATE, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([head, pcm]);
}
