import { type Candidate, isPoor, type ScanResult, type Shot, shotsOf } from "../shots/scan-result.ts";
import { distance } from "../shots/signature.ts";
import { fillGaps } from "./gaps.ts";
import { type News, newsOf } from "./news.ts";
import { evenly, inOrder, nearDuplicate, representative, type SamplingStrategy } from "./strategy.ts";
import { type Written, writtenIn } from "./written.ts";

/** No gap stays wider than the length of the video over this share of the budget, even where nothing changes. */
const FLOOR_SHARE = 0.25;
/** Below this many seconds a second frame of a still picture is not missed. */
const LEAST_FLOOR = 10;
/** Of what shots and text leave, this share goes to whatever else is new inside shots; the rest keeps gaps small. */
const NEWS_SHARE = 0.6;
/** From here on it was written rather than left behind by something that moves: two words on a slide have 5. */
const LEAST_WRITTEN = 3;
/** New pixels of 14,400 from which an event is no noise: a ball of a twentieth of the height has 20. */
const LEAST_NEWS = 5;
/** From here on it stands for its shot: a line of text, a sign. */
const MAIN_NEWS = 20;

/**
 * The default: each shot the frame that shows it best, then what was written and stays, since only what was read can be asked for, then what else is new inside shots, then
 * the gaps, the longest and busiest first. A frame that looks like its neighbour is left out, unless the gap would be wider than the floor allows.
 * The last moment always stays, because it shows how the video ends.
 */
export const mixed: SamplingStrategy = {
  name: "mixed",
  choose(scan, budget) {
    const { candidates } = scan;
    if (candidates.length === 0) return [];
    if (budget === 1) return [representative({ ...scan.range, candidates })];
    const shots = shotsOf(scan).map(contentsOf);
    const texts = shots.flatMap(({ written }) => written);
    const news = shots.flatMap((one) => one.news);
    const chosen = new Set(shotFrames(withEnds(scan, shots), texts, budget));
    addTexts(texts, chosen, budget);
    addNews(news, chosen, chosen.size + Math.round((budget - chosen.size) * NEWS_SHARE));
    const told = new Set([...texts, ...news].map(({ candidate }) => candidate));
    fillGaps(scan, chosen, budget);
    const last = candidates.at(-1);
    if (last && chosen.has(last)) told.add(last);
    return withoutDuplicates(inOrder(chosen), floorOf(scan, budget), told);
  },
};

interface Contents {
  readonly shot: Shot;
  /** Most deserving first. */
  readonly written: readonly Written[];
  readonly news: readonly News[];
}

function contentsOf(shot: Shot): Contents {
  const written = writtenIn(shot)
    .filter(({ value }) => value >= LEAST_WRITTEN)
    .toSorted((a, b) => b.value - a.value);
  const isTold = ({ candidate: { novelty, timestamp } }: News) =>
    novelty === "settled" && written.some(({ start, end }) => timestamp >= start && timestamp < end);
  const news = newsOf(shot).filter((one) => one.value >= LEAST_NEWS && !isTold(one));
  return { shot, written, news };
}

/** A frame a shot; the first and the last shot by the first and the last moment, unless others of them show more. */
function withEnds({ candidates }: ScanResult, shots: readonly Contents[]): Candidate[] {
  const frames = shots.map(shown);
  const [opening, closing] = [shots[0], shots.at(-1)];
  const [first, last] = [candidates[0], candidates.at(-1)];
  // A single shot gets both moments, any other one of them.
  if (last && closing && showsEnough(last, closing)) frames.splice(Math.max(1, frames.length - 1), 1, last);
  if (first && opening && showsEnough(first, opening)) frames.splice(0, 1, first);
  return frames;
}

function showsEnough(moment: Candidate, contents: Contents): boolean {
  const { shot } = contents;
  return !isPoor(moment, shot) || isPoor(shown(contents), shot);
}

/** The one frame of a shot: what is written in it, else the news, where there is any; both show the rest of the shot as well. */
function shown({ shot, written: [text], news: [main] }: Contents): Candidate {
  if (text) return text.candidate;
  return main && main.value >= MAIN_NEWS ? main.candidate : representative(shot);
}

/** A frame a shot, as far as the budget goes; where text would go without, second views of one scene give way first. */
function shotFrames(frames: readonly Candidate[], texts: readonly Written[], budget: number): Candidate[] {
  const told = new Set(texts.map(({ candidate }) => candidate));
  const unseen = texts.filter((text) => !isSeen(text, frames)).length;
  const missing = frames.length + unseen - budget;
  return distinct(withoutSecondViews(frames, told, missing, budget), budget);
}

/** Up to this many more shots than frames, those go that look most like the shot before: mostly the halves of one shot. */
const SPARE = 1.3;

function distinct(frames: readonly Candidate[], budget: number): Candidate[] {
  if (frames.length > SPARE * budget) return evenly(frames, budget);
  const step = (i: number) => {
    const [one, before] = [frames[i], frames[i - 1]];
    const inside = one && before && i < frames.length - 1;
    return inside ? distance(one.signature, before.signature) : Number.POSITIVE_INFINITY;
  };
  const ranked = frames.map((_, i) => i).toSorted((a, b) => step(b) - step(a));
  const kept = new Set(ranked.slice(0, budget));
  return frames.filter((_, i) => kept.has(i));
}

function isSeen({ start, end }: Written, frames: Iterable<Candidate>): boolean {
  for (const { timestamp } of frames) if (timestamp >= start && timestamp < end) return true;
  return false;
}

function addTexts(texts: readonly Written[], chosen: Set<Candidate>, limit: number): void {
  for (const text of texts.toSorted((a, b) => b.value - a.value)) {
    if (chosen.size >= limit) return;
    if (!isSeen(text, chosen)) chosen.add(text.candidate);
  }
}

function addNews(news: readonly News[], chosen: Set<Candidate>, limit: number): void {
  for (const { candidate } of news.toSorted((a, b) => b.value - a.value)) {
    if (chosen.size >= limit) return;
    chosen.add(candidate);
  }
}

/** Seconds without a chosen frame at most, even where nothing changes. */
export function floorOf({ range }: ScanResult, budget: number): number {
  return Math.max(LEAST_FLOOR, (range.end - range.start) / (budget * FLOOR_SHARE));
}

/** Frames compared with: a picture that was away for longer than this may come again. */
const REMEMBERED = 4;

function withoutDuplicates(
  chosen: readonly Candidate[],
  floor: number,
  told: ReadonlySet<Candidate>,
): Candidate[] {
  const kept: Candidate[] = [];
  for (const [i, candidate] of chosen.entries()) {
    const recent = kept.slice(-REMEMBERED);
    const next = chosen[i + 1]?.timestamp ?? candidate.timestamp;
    const gap = next - (kept.at(-1)?.timestamp ?? candidate.timestamp);
    const duplicate = !told.has(candidate) && recent.some((other) => nearDuplicate(other, candidate));
    if (gap > floor || !duplicate) kept.push(candidate);
  }
  return kept;
}

/** Of the budget this share may go from second views to text, one frame at least: coverage of shots must not fall by more. */
const AT_MOST = 0.04;
/** Both halves of a jump cut differ by a third to a half of what other neighbours do (14-22 against 45 in our films). */
const LIKE = 0.5;

/**
 * Frames without up to `count` of those that show again what the frame before shows, as after a jump cut, most alike
 * first. Slides are all alike and all different: what `told` holds stays, and both ends.
 */
export function withoutSecondViews(
  frames: readonly Candidate[],
  told: ReadonlySet<Candidate>,
  count: number,
  budget: number,
): Candidate[] {
  const steps = frames.map((frame, i) => {
    const before = frames[i - 1];
    return before ? distance(frame.signature, before.signature) : Number.POSITIVE_INFINITY;
  });
  const usual = steps.toSorted((a, b) => a - b)[frames.length >> 1] ?? 0;
  const views = steps
    .map((step, i) => ({ step, i, frame: frames[i] }))
    .filter(({ step, i, frame }) => frame && i < frames.length - 1 && step < LIKE * usual && !told.has(frame))
    .sort((a, b) => a.step - b.step)
    .slice(0, Math.max(0, Math.min(count, Math.max(1, Math.floor(AT_MOST * budget)))));
  const dropped = new Set(views.map(({ i }) => i));
  return frames.filter((_, i) => !dropped.has(i));
}
