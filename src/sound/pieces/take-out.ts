import type { SoundFile, SoundTools } from "../file-tools.ts";
import type { Span } from "../piece.ts";
import { SAMPLE_BYTES, SAMPLE_RATE } from "./samples.ts";
import { soundFrames } from "./sound-frames.ts";

/** Seconds before the wanted ones at which decoding begins: decoders need a moment, and containers without an index more. */
const RUN_UP = { indexed: 2, searched: 10 };
const SEARCHED = /^mpeg/;
/**
 * Samples. Times of frames are rounded, and where the sample rate changes those within a packet are guessed wrong. So a frame
 * that is off by less than `JITTER` follows the one before without a gap; unless frames stay off for as long as `DRIFT`.
 */
const JITTER = 0.25 * SAMPLE_RATE;
const EXACT = 0.03 * SAMPLE_RATE;
const DRIFT = 0.5 * SAMPLE_RATE;
/** Samples; a jump of the clock from one recording to the next is longer. */
const JUMP = 0.1 * SAMPLE_RATE;

const SILENCE = Buffer.alloc(SAMPLE_RATE * SAMPLE_BYTES);

/**
 * The sound of this part of the video as 16 kHz mono samples of 16 bits, the first one at `start`. Where the track begins late
 * or has gaps there is silence, so that time is counted by samples; where it ends early the sound ends too. A chunk is
 * valid until the next one is asked for, and must not be changed.
 */
export async function* takeOut(
  tools: SoundTools,
  file: SoundFile,
  { start, end }: Span,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const first = Math.round(start * SAMPLE_RATE);
  const total = Math.round(end * SAMPLE_RATE) - first;
  for (const seek of seekPoints(file, start)) {
    const settle = createSettling();
    let written = 0;
    for await (const { at, pcm } of placedFrames(tools, file, seek, signal)) {
      const place = settle(at - first, pcm.length / SAMPLE_BYTES, written);
      // Behind its goal: what sounds before is there all the same, and is found from the beginning.
      if (seek !== null && written === 0 && place > 0) break;
      // A time beyond the end is a damaged one; what follows may be sound.
      const fresh = between(pcm, Math.max(0, written - place), total - place);
      if (fresh.length === 0) continue;
      yield* silence(place - written);
      yield fresh;
      written = Math.max(written, place) + fresh.length / SAMPLE_BYTES;
      if (written === total) return;
    }
    if (written > 0) return;
  }
}

function between(pcm: Buffer, start: number, end: number): Buffer {
  return pcm.subarray(start * SAMPLE_BYTES, Math.max(0, end) * SAMPLE_BYTES);
}

/** Says where a frame goes: where its time says, or right behind the last one. */
function createSettling(): (place: number, samples: number, written: number) => number {
  let off = 0;
  return (place, samples, written) => {
    const distance = Math.abs(place - written);
    off = distance > EXACT ? off + samples : 0;
    return written > 0 && distance <= JITTER && off < DRIFT ? written : place;
  };
}

async function* placedFrames(
  tools: SoundTools,
  file: SoundFile,
  seek: number | null,
  signal: AbortSignal,
): AsyncGenerator<{ at: number; pcm: Buffer }> {
  const placeOf = createClock(file);
  for await (const { at, pcm } of soundFrames(tools, file, seek, signal)) {
    yield { at: placeOf(at, pcm.length / SAMPLE_BYTES), pcm };
  }
}

/** Times that are in several recordings lead anywhere, so that these files are decoded from the beginning. */
function seekPoints({ video: { info } }: SoundFile, start: number): (number | null)[] {
  const runUp = SEARCHED.test(info.container ?? "") ? RUN_UP.searched : RUN_UP.indexed;
  return start <= runUp || info.epochs ? [null] : [start - runUp, null];
}

function* silence(samples: number): Generator<Buffer> {
  for (let left = samples * SAMPLE_BYTES; left > 0; left -= SILENCE.length) {
    yield SILENCE.subarray(0, Math.min(left, SILENCE.length));
  }
}

/** Puts frames on the video's clock, in samples; a jump leads to the next recording where that fits better. */
function createClock({ video: { info } }: SoundFile): (at: number, samples: number) => number {
  const zero = Math.round(info.startTime * SAMPLE_RATE);
  const { num, den } = info.timeBase ?? { num: 0, den: 1 };
  const shifts = info.epochs?.map(({ shift }) => Math.round(((shift * num) / den) * SAMPLE_RATE)) ?? [0];
  let epoch = 0;
  let expected: number | null = null;
  return (at, samples) => {
    const placeIn = (one: number) => at - zero + (shifts[one] ?? 0);
    const distance = (one: number) => Math.abs(placeIn(one) - (expected ?? placeIn(one)));
    if (distance(epoch) > JUMP && epoch + 1 < shifts.length && distance(epoch + 1) < distance(epoch)) epoch++;
    const place = placeIn(epoch);
    expected = place + samples;
    return place;
  };
}
