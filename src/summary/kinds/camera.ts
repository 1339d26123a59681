import { shotsOf } from "../../video/shots/scan-result.ts";
import type { TimeRange, VideoFile } from "../../video/video.ts";
import { describeEvents, firstFrameOf } from "./camera/describe.ts";
import { lookCloser } from "./camera/look-closer.ts";
import { motionIn } from "./camera/motion.ts";
import { gridOf } from "./camera/shapes.ts";
import { activityOf, type MovedStretch, quietBeside, stretchesOf } from "./camera/stretches.ts";
import type { Finding, FindingFacts, Place } from "./finding.ts";
import type { Found, Kind, KindDeps, KindMaterial } from "./kind.ts";

/** Pictures of one part at most, those of what was largest; in pixels on the long side. */
const MOST_STILLS = 8;
const LONG_SIDE = 1_280;

/** A camera that stands and watches: when something moved and what it was, and when nothing did. */
export const camera: Kind = {
  name: "camera",
  needsLook: true,
  find: findEvents,
  join: joinEvents,
};

async function findEvents(deps: KindDeps, material: KindMaterial, signal: AbortSignal): Promise<Found> {
  const { look, range, frames } = material;
  if (!look) return { findings: [] };
  const { video, scan } = look;
  const candidates = await lookCloser(video, scan, signal);
  const shots = shotsOf({ ...scan, candidates });
  const grid = gridOf(video.info);
  const moved = shots.flatMap((shot) => motionIn(shot.candidates, shot.end, grid));
  const stretches = stretchesOf(moved);
  const texts = await describeEvents(deps, material, stretches, signal);
  const stills = await stillsOf(video, stretches, signal);
  const events = stretches.map((stretch): Finding => {
    const first = firstFrameOf(stretch, frames);
    const still = stills.get(stretch);
    return {
      ...{ type: "event", start: stretch.start, end: stretch.end, cues: [], label: first?.label ?? null },
      text: (first && texts.get(first.label)) ?? "",
      places: placesOf(stretch),
      ...(still && { still }),
    };
  });
  const quiet = quietBeside(stretches, range).map(quietFinding);
  return {
    findings: [...events, ...quiet].toSorted((a, b) => a.start - b.start),
    activity: activityOf(moved, range),
  };
}

function quietFinding({ start, end }: TimeRange): Finding {
  return { type: "quiet", start, end, text: "", cues: [], label: null };
}

/** Where something was first and last; once where that is the same. */
function placesOf({ from, to }: MovedStretch): Place[] {
  return [...new Set([placeOf(from), placeOf(to)])];
}

function placeOf(at: number): Place {
  return at < 1 / 3 ? "left" : at < 2 / 3 ? "middle" : "right";
}

async function stillsOf(video: VideoFile, stretches: readonly MovedStretch[], signal: AbortSignal) {
  const largest = stretches.toSorted((a, b) => b.share - a.share).slice(0, MOST_STILLS);
  const inTime = largest.toSorted((a, b) => a.best - b.best);
  const stills = new Map<MovedStretch, NonNullable<Finding["still"]>>();
  const wanted = inTime.map(({ best }) => best);
  for await (const frame of video.framesAt(wanted, LONG_SIDE, signal)) {
    const asked = frame.inPlaceOf ?? frame.timestamp;
    const stretch = inTime.find(({ best }) => Math.abs(best - asked) < 1e-3);
    if (stretch) stills.set(stretch, { ...frame, name: eventName(frame.timestamp) });
  }
  return stills;
}

/** "event-02h13m05.4s.jpg": of all parts' pictures each has another. */
function eventName(timestamp: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const tenth = Math.floor((timestamp * 10) % 10);
  const clock = `${two(timestamp / 3600)}h${two((timestamp / 60) % 60)}m${two(timestamp % 60)}`;
  return `event-${clock}.${tenth}s.jpg`;
}

/** Seconds; what ends with one part and begins with the next goes on. */
const BORDER = 2;

function joinEvents<F extends FindingFacts>(findings: readonly F[]): readonly F[] {
  const joined: F[] = [];
  for (const finding of findings) {
    const at = joined.findLastIndex(({ type }) => type === finding.type);
    const before = joined[at];
    const goesOn = before && finding.start - before.end < BORDER && finding.start >= before.end - BORDER;
    if (before && goesOn) joined[at] = { ...before, end: Math.max(before.end, finding.end) };
    else joined.push(finding);
  }
  return joined;
}
