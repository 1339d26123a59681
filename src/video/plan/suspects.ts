import type { Packet, Timeline } from "../timeline.ts";
import type { TimeRange } from "../video.ts";

/** A part worth decoding, from an I-frame on; `suspicion` says how much. */
export interface Suspect extends TimeRange {
  readonly suspicion: number;
  /** The picture stands still but for what is suspected, as on a slide: packets of almost nothing decode fast. */
  readonly still?: boolean;
}

/** A packet this many times as large as most of its group shows something new: text on a slide has 5, a cut 4 to 20. */
const SPIKE = 3.5;
/** Smaller packets are noise however still the picture stands. */
const LEAST_BYTES = 400;
/** Behind an I-frame the first packets mend what it left; at a group's end the next I-frame shows what is new. */
const MENDING = 0.25;
/** Unless they are nearly I-frames themselves, as after a flash that an I-frame was put on. */
const ANEW = 0.4;
/** What is decoded beyond a spike: a fade's end, text that comes letter by letter. */
const BEYOND = 0.7;

/**
 * Most packets of a slide have a thousandth of its I-frame's bytes, those of a walk a twentieth and more. A plain slide's
 * I-frame is small, and a clock on it is noise too: by the share alone five of nine lines in a film went unseen.
 */
const STILL = 0.01;

/** Where packets hint at something inside a group that its I-frame does not show; `unlike` says that the next one differs. */
export function suspectIn(group: Group, unlike: boolean, timeline: Timeline): Suspect | null {
  const [iFrame, ...packets] = timeline.packetsWithin(group.start, group.end);
  const usual = Math.max(quantile(packets, 0.75), LEAST_BYTES / SPIKE);
  const spikes = packets.filter(
    ({ timestamp, bytes }) =>
      bytes >= SPIKE * usual && (timestamp > group.start + MENDING || bytes >= ANEW * (iFrame?.bytes ?? 0)),
  );
  const last = spikes.at(-1);
  // The picture changed, and no I-frame was put where it did.
  const hidden = unlike && !group.endsByChoice;
  if (!last && !hidden) return null;
  const highest = spikes.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  const end = hidden || !last ? group.end + BEYOND : last.timestamp + BEYOND;
  const still = quantile(packets, 0.75) < Math.max(LEAST_BYTES, STILL * (iFrame?.bytes ?? 0));
  return {
    start: group.start,
    end,
    still,
    suspicion: Math.log2(1 + highest / usual) + (hidden ? HIDDEN : 0) + (still && last ? WRITTEN : 0),
  };
}

/** As much as a spike of eight times the usual size: what comes into a picture that stands still was put there to be read. */
const WRITTEN = 3;

/** As much as a spike of sixty-four times the usual size: a change is certain then. */
const HIDDEN = 6;

function quantile(packets: readonly Packet[], share: number): number {
  const sizes = packets.map(({ bytes }) => bytes).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length * share)] ?? 0;
}

interface Spending {
  /** Of video. */
  readonly seconds: number;
  /** Runs of ffmpeg. */
  readonly count: number;
  /** A run costs as much to start as decoding this many seconds. */
  readonly start: number;
}

/** The most suspicious parts for their cost, until that is spent; in order of time, neighbours joined. */
export function worthDecoding(
  suspects: readonly Suspect[],
  { seconds, count, start: starting }: Spending,
): TimeRange[] {
  const gain = (one: Suspect) => one.suspicion / (starting + costOf(one));
  const taken: Suspect[] = [];
  // Apart, or slides would go unseen for shots that move, or the other way round.
  const spent = { still: 0, moving: 0 };
  for (const suspect of suspects.toSorted((a, b) => gain(b) - gain(a))) {
    const cost = costOf(suspect);
    const kind = suspect.still ? "still" : "moving";
    if (taken.length >= count || spent[kind] + cost > seconds) continue;
    taken.push(suspect);
    spent[kind] += cost;
  }
  const near = NEAR * starting;
  const parts = joined(taken, near);
  return joined([...taken, ...inPassing(suspects, taken, near, parts.length * near)], near);
}

/**
 * What is left and lies beside a part: a run that decodes gaps in passing decodes what is suspected there as well. Of a
 * low-rate screen recording, where a start costs as much as a minute of decoding, the first 16 s went unseen without.
 */
function inPassing(
  suspects: readonly Suspect[],
  taken: readonly Suspect[],
  near: number,
  seconds: number,
): Suspect[] {
  const isBeside = (one: Suspect) =>
    taken.some(({ start, end }) => one.start <= end + near && one.end >= start - near);
  const passed: Suspect[] = [];
  let left = seconds;
  for (const one of suspects.toSorted((a, b) => b.suspicion - a.suspicion)) {
    if (taken.includes(one) || !isBeside(one) || costOf(one) > left) continue;
    passed.push(one);
    left -= costOf(one);
  }
  return passed;
}

function costOf({ start, end, still }: Suspect): number {
  return (end - start) * (still ? STILL_COST : 1);
}

/** What a second of a still picture costs, a second of a moving one being 1. */
const STILL_COST = 0.4;
/** Of that many seconds this share lies near enough to be decoded in passing: B-frames and what is seen make up for more. */
const NEAR = 0.25;

function joined(ranges: readonly TimeRange[], near: number): TimeRange[] {
  const result: TimeRange[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end + near)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}

/** An I-frame and what is decoded from it, up to the next one ("group of pictures"). */
export interface Group extends TimeRange {
  /** True where the encoder put the next I-frame by itself and not because its time had come: mostly at a cut. */
  readonly endsByChoice: boolean;
}

/** Encoders start a new group at their longest length; one that is shorter by a tenth ended for a reason. */
const BY_CLOCK = 0.9;

export function groupsWithin({ start, end }: TimeRange, timeline: Timeline): Group[] {
  const starts = [timeline.iFrameBefore(start), ...timeline.iFrames.filter((t) => t > start && t < end)];
  const lengths = starts.slice(1).map((at, i) => at - (starts[i] ?? at));
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return starts.map((at, i) => ({
    start: at,
    end: starts[i + 1] ?? end,
    endsByChoice: i < lengths.length && (lengths[i] ?? 0) < BY_CLOCK * longest,
  }));
}

/** Share of the groups that ended for a reason: near 0 with a fixed length, which tells nothing of the picture. */
export function shareByChoice(groups: readonly Group[]): number {
  return groups.filter(({ endsByChoice }) => endsByChoice).length / Math.max(1, groups.length - 1);
}
