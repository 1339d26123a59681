import type { Transcript } from "../../sound/transcript.ts";
import type { ScanResult } from "../../video/shots/scan-result.ts";
import { changedShare } from "../../video/shots/signature.ts";
import type { KindChoice, KindName, Measures } from "./finding.ts";

/** Of a shorter video too little is known, and its summary says all of it. Seconds. */
const SHORTEST = 180;
/** Mean change of brightness between two looks at the picture that compression alone makes, 0 to 255. */
const UNMOVED = 1;

/** Talk: a meeting or a lecture. */
const TALKS = 0.5;
/** Speech in less of it is a voice in the background. */
const SILENT = 0.05;
/** Slides: changes a minute that stay; and of a screen at work. */
const SLIDES = 0.3;
const SCREEN = 1.5;
/** Films and magazines cut more often; cuts a minute. */
const CALM_CUTS = 6;
/** Share of the length. */
const STILL = 0.5;
/** What a screen shows changes at once; people who walk take more than a second. Share of what changes. */
const FLOWS = 0.4;
/** A camera that stands shows the same place, whatever passes; share of the looks. */
const STEADY = 0.5;

interface Looked {
  readonly scan: ScanResult;
  readonly transcript: Transcript;
}

/** What tells the kinds apart. */
function measure({ scan, transcript }: Looked): Measures {
  const seconds = scan.range.end - scan.range.start;
  const minutes = seconds / 60;
  const written = scan.candidates.filter(({ novelty }) => novelty === "settled").length;
  return {
    speech: spokenShare(transcript, seconds),
    still: stillShare(scan),
    written: written / minutes,
    cuts: scan.cuts.length / minutes,
  };
}

/** What a video is watched for: as was asked, else as what was measured tells; in general where that does not tell either. */
export function chosenKind(asked: { readonly kind?: KindName }, looked: Looked): KindChoice {
  if (asked.kind) return { name: asked.kind };
  const { start, end } = looked.scan.range;
  if (end - start < SHORTEST) return { name: "general" };
  const measured = measure(looked);
  const name = kindOf(measured, looked.scan);
  return name === "general" ? { name } : { name, measured };
}

function kindOf({ speech, still, written, cuts }: Measures, scan: ScanResult): KindName {
  const flows = flowingShare(scan) >= FLOWS;
  const isScreen = still >= STILL && written >= SCREEN && !flows;
  const talks = speech !== null && speech >= TALKS;
  // Windows that open and close look like cuts.
  if (cuts > CALM_CUTS) return isScreen && !talks && steadyShare(scan) >= STEADY ? "screen" : "general";
  if (talks) return still >= STILL && pagesOf({ written, cuts }, flows) >= SLIDES ? "lecture" : "meeting";
  if (isScreen) return "screen";
  const isQuiet = cuts === 0 && (speech ?? 0) < SILENT;
  return isQuiet && steadyShare(scan) >= STEADY ? "camera" : "general";
}

/** Pages a minute. Where people move before the camera, what they change is no writing, but a new page looks like a cut. */
function pagesOf({ written, cuts }: Pick<Measures, "written" | "cuts">, flows: boolean): number {
  return flows ? cuts : written + cuts;
}

/** Brightness that changes between two looks where something happens; and looks further apart do not tell. */
const CHANGED = 0.5;
const APART = 0.5;
/** Seconds. */
const AT_ONCE = 1;

/** Of all that changes, what goes on for longer than a second. */
function flowingShare({ candidates }: ScanResult): number {
  let [all, flowing, begun, since] = [0, 0, 0, 0];
  const close = () => {
    if (since > AT_ONCE) flowing += begun;
    [begun, since] = [0, 0];
  };
  for (const [i, { timestamp, activity }] of candidates.entries()) {
    const step = timestamp - (candidates[i - 1]?.timestamp ?? timestamp);
    if (step > APART || activity < CHANGED) close();
    else {
      all += activity;
      begun += activity;
      since += step;
    }
  }
  close();
  return all === 0 ? 0 : flowing / all;
}

/** Seconds between two looks that are compared, and between two such pairs. */
const LATER = 10;
const PAIRS = 1;
/** Share of the picture that is another: of real cameras that stand half of the looks have under .10, of one in a hand and of films over .19. */
const OTHER = 0.15;

/** Of the looks, those that show what was shown ten seconds before. */
function steadyShare({ candidates }: ScanResult): number {
  let [pairs, alike, at] = [0, 0, 0];
  let next = Number.NEGATIVE_INFINITY;
  for (const look of candidates) {
    if (look.timestamp < next) continue;
    while ((candidates[at + 1]?.timestamp ?? Number.POSITIVE_INFINITY) <= look.timestamp - LATER) at++;
    const before = candidates[at];
    if (!before || look.timestamp - before.timestamp < LATER) continue;
    next = look.timestamp + PAIRS;
    pairs++;
    if (changedShare(before.signature, look.signature) < OTHER) alike++;
  }
  return pairs === 0 ? 0 : alike / pairs;
}

function spokenShare({ spokenSeconds, cues, noCues }: Transcript, seconds: number): number | null {
  if (spokenSeconds !== null) return spokenSeconds / seconds;
  if (cues.length > 0) return cues.reduce((sum, { start, end }) => sum + end - start, 0) / seconds;
  return noCues === "no-speech" || noCues === "no-track" ? 0 : null;
}

function stillShare({ candidates }: ScanResult): number {
  const unmoved = candidates.filter(({ difference }) => difference < UNMOVED).length;
  return candidates.length === 0 ? 0 : unmoved / candidates.length;
}
