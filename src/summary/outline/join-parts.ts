import type { TimeRange } from "../../video/video.ts";
import { joinFindings } from "../kinds/find-of-kind.ts";
import type { Finding } from "../kinds/finding.ts";
import { stillName } from "../segments.ts";
import type { Coverage, Heard, Part, Segment, Still, Summary, Warning } from "../summary.ts";
import type { Outline } from "./outline.ts";

type About = Pick<Summary, "video" | "language" | "promptVersion"> & { readonly range: TimeRange };

type PartFinding = Omit<Finding, "still"> & { readonly still?: Omit<Still, "jpeg"> };

type PartSegment = Omit<Segment, "still"> & { readonly still: Omit<Still, "jpeg"> };

/** A part's summary, with the pictures of its stills or without. */
type PartSummary<S, F = PartFinding> = Omit<Summary, "segments" | "findings"> & {
  readonly segments: readonly S[];
  readonly findings?: readonly F[];
};

/** One summary of all parts, in order, under their outline. */
export function joinParts<S extends PartSegment, F extends PartFinding>(
  outline: Outline,
  parts: readonly PartSummary<S, F>[],
  about: About,
): PartSummary<S, F> {
  const { title, overview, chapters, shown, isMissing } = outline;
  const model = parts.find((part) => part.model !== null)?.model ?? null;
  const made = parts.find((part) => part.model === model)?.made;
  const clock = parts.find((part) => part.clock)?.clock;
  return {
    ...{ title, overview, chapters, shown, model },
    segments: segmentsOfParts(parts),
    parts: parts.map(partOf),
    ...joinFindings(parts),
    ...(clock && { clock }),
    ...(made && { made }),
    coverage: coverageOfParts(parts, about.range),
    cues: parts.flatMap(({ cues }) => cues),
    warnings: warningsOfParts(parts, model !== null && isMissing),
    promptVersion: about.promptVersion,
    language: about.language,
    video: about.video,
  };
}

/** The parts' segments in order; their stills are named by their place among all. */
export function segmentsOfParts<S extends PartSegment>(
  parts: readonly { readonly segments: readonly S[] }[],
): S[] {
  const all = parts.flatMap(({ segments }) => segments);
  return all.map((segment, position) => {
    const name = stillName(position, segment.still.timestamp, all.length);
    return { ...segment, still: { ...segment.still, name } };
  });
}

function partOf<S>({ title, overview, model, coverage: { start, end }, segments }: PartSummary<S>): Part {
  return { title, overview, model, start, end, segments: segments.length };
}

function coverageOfParts(parts: readonly Pick<Summary, "coverage">[], { start }: TimeRange): Coverage {
  const all = parts.map(({ coverage }) => coverage);
  const linesLeftOut = all.reduce((sum, part) => sum + (part.linesLeftOut ?? 0), 0);
  return {
    start,
    end: all.at(-1)?.end ?? start,
    frames: all.reduce((sum, { frames }) => sum + frames, 0),
    largestGap: Math.max(0, ...all.map(({ largestGap }) => largestGap)),
    sound: soundOfParts(all.map(({ sound }) => sound)),
    ...(linesLeftOut > 0 && { linesLeftOut }),
  };
}

/** Where words were heard in some parts, how much of them; else why there are none, as the first part has it. */
function soundOfParts(sounds: readonly Heard[]): Heard {
  const heard = sounds.find(({ source }) => source !== "none") ?? sounds[0];
  if (!heard)
    return {
      source: "none",
      noCues: "failed",
      language: null,
      by: null,
      spokenSeconds: null,
      heardSeconds: null,
    };
  const sum = (of: (sound: Heard) => number | null) => {
    const known = sounds.map(of).filter((seconds) => seconds !== null);
    return known.length === 0 ? null : known.reduce((total, seconds) => total + seconds, 0);
  };
  return {
    ...heard,
    spokenSeconds: sum(({ spokenSeconds }) => spokenSeconds),
    heardSeconds: sum(({ heardSeconds }) => heardSeconds),
  };
}

type Described = Pick<Summary, "warnings" | "model" | "coverage">;

/** Each warning once; that some parts are storyboards is one of its own. */
function warningsOfParts(parts: readonly Described[], isOutlineMissing: boolean): Warning[] {
  const all = parts.flatMap(({ warnings }) => warnings);
  const unseen = parts.filter(({ model }) => model === null);
  const isMixed = unseen.length > 0 && unseen.length < parts.length;
  const once = new Map(
    all
      .filter(({ kind }) => !(isMixed && kind === "no-model"))
      .map((warning) => [JSON.stringify(warning), warning]),
  );
  return [
    ...once.values(),
    ...(isMixed ? unseenParts(parts) : []),
    ...(isOutlineMissing ? [{ kind: "no-outline" } as const] : []),
  ];
}

/** Those that no model has seen, by the reason for it. */
function unseenParts(parts: readonly Described[]): Warning[] {
  const reasons = parts.flatMap(({ warnings, coverage: { start, end } }) => {
    const why = warnings.find(({ kind }) => kind === "no-model");
    return why?.kind === "no-model" ? [{ reason: why.reason, range: { start, end } }] : [];
  });
  const groups = Map.groupBy(reasons, ({ reason }) => reason);
  return [...groups].map(([reason, group]) => ({
    kind: "parts-without-model",
    reason,
    parts: group.map(({ range }) => range),
  }));
}
