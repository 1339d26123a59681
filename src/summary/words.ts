import type { Catalogue } from "../chat/locales/locales.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { TimeRange } from "../video/video.ts";
import type { Coverage, Heard, Segment, Summary, Warning } from "./summary.ts";

/** Stills are told apart by tenths of a second. */
const STILL_PRECISION = 1;

/** "1:20 – 2:45"; with tenths where whole seconds would show a range of nothing. */
export function rangeText({ start, end }: TimeRange): string {
  const precision = Math.floor(start) === Math.floor(end) ? 1 : 0;
  return `${formatTimecode(start, { precision })} – ${formatTimecode(end, { precision })}`;
}

export function stillTime({ still }: Segment): string {
  return formatTimecode(still.timestamp, { precision: STILL_PRECISION });
}

export function stillAlt(segment: Segment, { summary: words }: Catalogue): string {
  const described = segment.description || segment.theme;
  return described
    ? words.stillAlt(stillTime(segment), described)
    : words.stillAltUndescribed(stillTime(segment));
}

export function titleOf({ title, video }: Summary, { summary: words }: Catalogue): string {
  return title || words.storyboardTitle(video.name);
}

export function overviewOf({ overview, segments }: Summary, { summary: words }: Catalogue): string {
  return overview || words.storyboardText(segments.length);
}

/** A segment's heading: its theme, or its place in the storyboard. */
export function headingOf({ segments }: Summary, position: number, { summary: words }: Catalogue): string {
  return segments[position]?.theme || words.keyframeHeading(position + 1, segments.length);
}

export function coverageText({ coverage }: Summary, catalogue: Catalogue): string {
  return coverageSentence(coverage, catalogue);
}

export function coverageSentence(coverage: Coverage, { summary: words }: Catalogue): string {
  const { frames, start, end, largestGap, linesLeftOut = 0 } = coverage;
  const heard = soundSentence(coverage.sound, words);
  const sound = linesLeftOut > 0 ? words.linesLeftOut(heard, linesLeftOut) : heard;
  const [from, to] = [formatTimecode(start), formatTimecode(end)];
  return words.coverage({ frames, from, to, largestGap, sound });
}

/** Where the words come from, or why there are none. */
export function soundSentence(
  { source, noCues = "no-speech", ...heard }: Heard,
  words: Catalogue["summary"],
): string {
  if (source === "none") return words.soundUnused[noCues];
  const { language, by, heardSeconds, spokenSeconds } = heard;
  const minutes =
    heardSeconds === null ? null : { heard: heardSeconds / 60, spoken: (spokenSeconds ?? heardSeconds) / 60 };
  return words.soundUsed[source]({ language, by, minutes });
}

/** Lines that were said, each with its time. */
export function quoteLines({ quotes }: Pick<Segment, "quotes">, { summary: words }: Catalogue): string[] {
  return quotes.map(({ start, text, speaker }) => words.quote(text, formatTimecode(start), speaker));
}

export function warningText(warning: Warning, { summary: words }: Catalogue): string {
  switch (warning.kind) {
    case "no-model":
      return words.noModel[warning.reason];
    case "damaged":
      return words.damaged(formatTimecode(warning.readUntil));
    case "model-found":
      return words.modelFound(warning.model, warning.address);
    case "faulty":
      return words.faulty;
    case "plan":
      if (warning.plan.kind === "predicted") return words.plan.predicted;
      return warning.plan.kind === "sparse"
        ? words.plan.sparse(warning.plan)
        : words.plan.thorough[warning.plan.reason];
    case "small-context":
      return words.smallContext(warning, words.raiseContext[warning.from]);
    case "frames-halved":
      return words.framesHalved(warning.from, warning.to);
    case "no-outline":
      return words.noOutline;
    case "parts-without-model":
      return words.partsWithoutModel(warning.parts.map(rangeText), warning.reason === "used-up");
  }
}
