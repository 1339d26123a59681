/**
 * When each frame of a video is on screen, read from its packets without decoding. Timestamps are seconds
 * from the start of the file, ascending. Twelve bytes a frame: a two-hour video takes under 3 MB.
 */
export interface Timeline {
  readonly frames: number;
  /** Timestamp of the first frame. */
  readonly start: number;
  /** End of the last frame. */
  readonly end: number;
  /** The frame on screen at `time`: the last one that is not later; the first one before that. */
  frameAt(time: number): number;
  /** All frames within [start, end). */
  framesWithin(start: number, end: number): readonly number[];
  /** The last I-frame not later than `time`, from which a decoder can start; the first frame where none is. */
  iFrameBefore(time: number): number;
  /** All I-frames, ascending. */
  readonly iFrames: readonly number[];
  /** The packets of all frames within [start, end): what the encoder spent on each tells where the picture changes. */
  packetsWithin(start: number, end: number): readonly Packet[];
}

export interface Packet {
  readonly timestamp: number;
  /** 0 where the size is not known. */
  readonly bytes: number;
}

export interface TimelineEntry {
  readonly timestamp: number;
  /** Zero where the file does not say. */
  readonly duration: number;
  readonly iFrame: boolean;
  readonly bytes?: number;
}

/** Index of the last value not greater than `limit`; -1 where all are greater. */
function lastNotAfter(values: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Seconds. Two different frames are never nearer than this; decimal times of people and programs are. */
export const SAME = 5e-6;

/** What a lone frame without a duration gets, seconds: one frame of a film. */
const FILM_FRAME = 1 / 24;

/** Entries as columns: two hours are a quarter of a million frames, and as many objects are a hundred megabytes. */
export interface TimelineColumns {
  readonly timestamps: Float64Array;
  readonly durations: Float64Array;
  readonly iFrames: Uint8Array;
  readonly bytes: Uint32Array;
}

/** The last frame is on screen as long as the one before it where the file does not say: never for no time at all. */
function endOf(times: Float64Array, lastDuration: number): number {
  const [before, last] = [times.at(-2), times.at(-1)];
  if (last === undefined) return 0;
  const alike = before === undefined ? FILM_FRAME : last - before;
  return last + (lastDuration || alike || FILM_FRAME);
}

/** Frames are decoded at most so many places away from where they are shown, in all codecs that we know (16 in H.264). */
const NEAR = 64;

/**
 * Places in ascending order of time. What is decoded early moves back a few places, which takes no memory; sorting by a
 * comparison takes lists of boxed numbers, and is for files whose order is no codec's.
 */
function ascending(times: Float64Array): Uint32Array {
  const order = new Uint32Array(times.length);
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? 0;
    let at = i;
    for (; at > 0 && (times[order[at - 1] ?? 0] ?? 0) > time; at--) {
      if (i - at === NEAR) return byComparison(times);
      order[at] = order[at - 1] ?? 0;
    }
    order[at] = i;
  }
  return order;
}

function byComparison(times: Float64Array): Uint32Array {
  const order = Uint32Array.from(times, (_, i) => i);
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
}

/** Entries may come in decoding order. Throws RangeError on an empty list. */
export function createTimeline(entries: readonly TimelineEntry[]): Timeline {
  return timelineOf({
    timestamps: Float64Array.from(entries, ({ timestamp }) => timestamp),
    durations: Float64Array.from(entries, ({ duration }) => duration),
    iFrames: Uint8Array.from(entries, ({ iFrame }) => (iFrame ? 1 : 0)),
    bytes: Uint32Array.from(entries, ({ bytes = 0 }) => bytes),
  });
}

/** The same from columns; the last frame stays on screen until `heldTo` at least. */
export function timelineOf(
  { timestamps, durations, iFrames: flags, bytes }: TimelineColumns,
  heldTo = Number.NEGATIVE_INFINITY,
): Timeline {
  if (timestamps.length === 0) throw new RangeError("a timeline needs at least one frame");
  const order = ascending(timestamps);
  const times = new Float64Array(order.length);
  const sizes = new Uint32Array(order.length);
  const iFrames: number[] = [];
  for (let at = 0; at < order.length; at++) {
    const i = order[at] ?? 0;
    times[at] = timestamps[i] ?? 0;
    sizes[at] = bytes[i] ?? 0;
    if (flags[i] === 1) iFrames.push(timestamps[i] ?? 0);
  }
  const end = Math.max(heldTo, endOf(times, durations[order.at(-1) ?? 0] ?? 0));
  const indices = (start: number, end: number) =>
    [lastNotAfter(times, start - SAME) + 1, lastNotAfter(times, end - SAME) + 1] as const;
  const first = times[0] ?? 0;
  return {
    frames: times.length,
    start: first,
    end,
    frameAt: (time) => times[Math.max(0, lastNotAfter(times, time + SAME))] ?? first,
    framesWithin(start, end) {
      return Array.from(times.subarray(...indices(start, end)));
    },
    packetsWithin(start, end) {
      const [from, to] = indices(start, end);
      return Array.from(times.subarray(from, to), (timestamp, i) => ({
        timestamp,
        bytes: sizes[from + i] ?? 0,
      }));
    },
    iFrameBefore: (time) => iFrames[lastNotAfter(iFrames, time + SAME)] ?? first,
    iFrames,
  };
}
