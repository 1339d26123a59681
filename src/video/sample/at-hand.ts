import { type Candidate, isPoor, type ScanResult, type Shot, shotsOf } from "../shots/scan-result.ts";
import type { Frame } from "../video.ts";
import { nearDuplicate } from "./strategy.ts";
import { writtenIn } from "./written.ts";

/** So near in one shot, seconds, a frame may be shown for another although something moves: what is sampled for gaps is no nearer. */
const NEAR = 0.5;
/** So far it may be where both look the same. */
const FAR = 2;

/**
 * For each wanted frame one that is at hand and shows as much, where there is one: itself, else the nearest of its shot with
 * nothing new between the two, and with the same text to be read. What is new itself is never replaced. No frame stands for two.
 */
export function atHand(
  wanted: readonly Candidate[],
  scan: ScanResult,
  frames: readonly Frame[],
): Map<Candidate, Frame> {
  const found = new Map<Candidate, Frame>();
  const free = new Set(frames);
  const shots = shotsOf(scan).map((shot) => ({ shot, texts: undefined as Texts | undefined }));
  const exactly = new Map(frames.map((frame) => [frame.timestamp, frame]));
  for (const one of wanted) {
    const frame = exactly.get(one.timestamp);
    if (frame && free.delete(frame)) found.set(one, frame);
  }
  for (const one of wanted) {
    if (found.has(one)) continue;
    const inside = shots.find(({ shot }) => one.timestamp >= shot.start && one.timestamp < shot.end);
    if (!inside || (one.novelty === "brief" && !isRestless(inside.shot))) continue;
    inside.texts ??= writtenIn(inside.shot);
    const frame = nearestOf(one, { ...inside, texts: inside.texts }, free);
    if (frame && free.delete(frame)) found.set(one, frame);
  }
  return found;
}

/** Where a brief sight comes more often than this a second, it is the motion of the picture. */
const RESTLESS = 0.5;

function isRestless({ start, end, candidates }: Shot): boolean {
  const brief = candidates.filter(({ novelty }) => novelty === "brief").length;
  return brief > RESTLESS * (end - start) + 1;
}

type Texts = readonly { readonly start: number; readonly end: number }[];

function nearestOf(
  one: Candidate,
  { shot, texts }: { shot: Shot; texts: Texts },
  free: Iterable<Frame>,
): Frame | undefined {
  const away = ({ timestamp }: Frame) => Math.abs(timestamp - one.timestamp);
  const near = [...free].filter(
    (frame) => away(frame) <= FAR && frame.timestamp >= shot.start && frame.timestamp < shot.end,
  );
  return near
    .toSorted((a, b) => away(a) - away(b))
    .find((frame) => showsAsMuch(frame, one, shot) && readsTheSame(frame, one, texts));
}

/** Between both, and on the other side of the frame at hand, the scan has seen nothing that only one of them shows. */
function showsAsMuch({ timestamp }: Frame, one: Candidate, shot: Shot): boolean {
  const { candidates } = shot;
  const after = candidates.findIndex((other) => other.timestamp >= timestamp);
  const around = [candidates[after - 1], candidates[after]].filter((other) => other !== undefined);
  if (after < 0 || around.some((other) => isPoor(other, shot) && !isPoor(one, shot))) return false;
  const [from, to] = [Math.min(timestamp, one.timestamp), Math.max(timestamp, one.timestamp)];
  const between = candidates.filter((other) => other.timestamp > from && other.timestamp <= to);
  // What came and stays is still there a little later, and was not there before.
  if (timestamp < one.timestamp && between.some(({ novelty }) => novelty === "settled")) return false;
  return to - from <= NEAR || [...between, ...around].every((other) => nearDuplicate(other, one));
}

function readsTheSame({ timestamp }: Frame, one: Candidate, texts: Texts): boolean {
  const isIn = (time: number, { start, end }: Texts[number]) => time >= start && time < end;
  return texts.every((text) => isIn(timestamp, text) === isIn(one.timestamp, text));
}
