import type { Epoch, Rational } from "../../video.ts";
import type { PacketColumns } from "./packets.ts";

/** Seconds; what ffmpeg takes for a new clock in streams whose clock may jump, rather than for a pause. */
const JUMP = 10;
/** Only MPEG's transport and program streams are joined byte by byte, or go on after a restart. */
const JOINABLE = /^mpeg/;
/** ffmpeg's expressions are read up to a hundred terms; a clock that jumps more often is damaged all over. */
const MOST_EPOCHS = 64;

interface Stream {
  readonly container: string;
  readonly timeBase: Rational;
  readonly frameRate: number;
}

/** One clock from the packet at `from` up to the one at `to`, exclusive; PTS from `first` to `last`, up to `end` on screen. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly end: number;
}

/**
 * Recordings that were joined, or restarted in the middle, begin a new clock: decoding times never go back and seldom
 * leap. In place: each epoch is moved behind the one before. Answers the epochs; none where the clock never jumps.
 */
export function undoJumps(packets: PacketColumns, stream: Stream): Epoch[] {
  if (!JOINABLE.test(stream.container)) return [];
  const ticks = stream.timeBase.den / stream.timeBase.num;
  const usual = stream.frameRate > 0 ? ticks / stream.frameRate : 0;
  const spans = spansOf(packets, JUMP * ticks, usual);
  if (spans.length < 2 || spans.length > MOST_EPOCHS) return [];
  let next = spans[0]?.first ?? 0;
  return spans.map((span, i) => {
    const shift = next - span.first;
    next = span.end + shift;
    for (let at = span.from; at < span.to; at++) {
      packets.pts[at] = (packets.pts[at] ?? 0) + shift;
      packets.dts[at] = (packets.dts[at] ?? 0) + shift;
    }
    const follower = spans[i + 1];
    const border = follower ? (span.last + follower.first) / 2 : null;
    return { shift, border, back: follower !== undefined && follower.first <= span.last };
  });
}

function spansOf(packets: PacketColumns, jump: number, usual: number): Span[] {
  const starts = [0];
  let previous = Number.NaN;
  for (const [i, dts] of packets.dts.entries()) {
    if (Number.isNaN(dts)) continue;
    const step = dts - previous;
    if (step < 0 || step > jump) starts.push(i);
    previous = dts;
  }
  return starts.map((from, i) => spanOf(packets, from, starts[i + 1] ?? packets.dts.length, usual));
}

function spanOf({ pts, dts, durations }: PacketColumns, from: number, to: number, usual: number): Span {
  let [first, last, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = from; i < to; i++) {
    const own = pts[i] ?? Number.NaN;
    const time = Number.isNaN(own) ? (dts[i] ?? Number.NaN) : own;
    if (Number.isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
    end = Math.max(end, time + (durations[i] || usual));
  }
  return { from, to, first, last, end };
}
