import type { Transcript } from "../../sound/transcript.ts";
import type { ScanResult } from "../../video/shots/scan-result.ts";
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
  const name = kindOf(measured);
  return name === "general" ? { name } : { name, measured };
}

function kindOf({ speech, still, written, cuts }: Measures): KindName {
  if (cuts > CALM_CUTS) return "general";
  if (speech !== null && speech >= TALKS) {
    if (still >= STILL && written + cuts >= SLIDES) return "lecture";
    return "meeting";
  }
  if (still >= STILL && written >= SCREEN) return "screen";
  return cuts === 0 && (speech ?? 0) < SILENT ? "camera" : "general";
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
