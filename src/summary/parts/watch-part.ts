import type { Progress } from "../../chat/message.ts";
import type { VideoFile } from "../../video/video.ts";
import { embedFrames } from "../../vision/embeddings/embed-frames.ts";
import { askOrStoryboard } from "../ask/ask-or-storyboard.ts";
import { findOfKind } from "../kinds/find-of-kind.ts";
import type { KindChoice } from "../kinds/finding.ts";
import { heardOf } from "../listen.ts";
import { structured } from "../prompts/structured.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "../request.ts";
import { cutStills, segmentsFromPictures, segmentsFromReply } from "../segments.ts";
import { coverageOf, type Summary, type Warning } from "../summary.ts";
import { timed } from "../timed.ts";
import { damage } from "../warnings.ts";
import type { PartLook } from "./look.ts";

export interface PartToWatch {
  readonly video: VideoFile;
  readonly request: SummaryRequest;
  readonly look: PartLook;
  readonly kind: KindChoice;
  /** Segments at most. */
  readonly keyframes: number;
  /** The same for every request about this part. */
  readonly routingKey: string;
  /** It is one of several. */
  readonly isPart: boolean;
  /** Timestamps of the parts beside it whose labels may be taken. */
  readonly taken: readonly number[];
  readonly report: (progress: Progress) => void;
}

/** One value for all requests about one part: its frames are cached on one replica, those of another part maybe on another. */
export function routingKeyOfPart(routingKey: string, number: number): string {
  return `${routingKey}.${number}`;
}

/** Asks the model about a part that was looked at, checks what it says, and cuts the stills. */
export async function watchPart(
  deps: SummaryDeps,
  { video, request, look, kind, keyframes, routingKey, isPart, taken, report }: PartToWatch,
  signal: AbortSignal,
): Promise<SummaryResult> {
  const { prompt = structured, logger } = deps;
  const { scan, kept, transcript, range, explanation } = look;
  const { language, chapters = [], failures = 0 } = request;
  const toAsk = {
    ...{ video, scan, kept, transcript, keyframes, isPart, taken },
    ...{ language, routingKey, chapters, failures, report },
  };
  const told = await timed(logger, "ask", () => askOrStoryboard(deps, toAsk, signal));
  const { asked } = told;
  const embedding = embedFrames(deps, asked?.frames ?? [], signal);
  // It is waited for at the end. What ends the job before that ends it too.
  embedding.catch(() => undefined);

  report({ step: "stills", fraction: 0 });
  const planned = asked ? segmentsFromReply(asked, scan) : segmentsFromPictures(told.chosen, scan, keyframes);
  const onStill = (done: number) => report({ step: "stills", fraction: done / planned.length });
  const longSide = isPart ? STILL_OF_A_PART : Number.POSITIVE_INFINITY;
  const segments = await timed(logger, "stills", () =>
    cutStills(video, scan, planned, { longSide, onProgress: onStill }, signal),
  );
  report({ step: "stills", done: true });

  const opening = asked && { ...asked.opening, reply: asked.replyText };
  const material = {
    ...{ range, opening, frames: asked?.frames ?? [], cues: transcript.cues, segments },
    ...{ look: { video, scan }, language, routingKey, failures },
  };
  const found = await timed(logger, "kind", () => findOfKind(deps, kind, material, signal));

  const seen = (asked?.frames ?? []).map(({ timestamp }) => timestamp);
  const linesLeftOut = asked ? transcript.cues.length - asked.opening.cues.length : 0;
  const plan: Warning[] = request.explain ? [{ kind: "plan", plan: explanation }] : [];
  const summary: Summary = {
    title: asked?.title ?? "",
    overview: asked?.overview ?? "",
    segments,
    parts: [],
    chapters: [],
    ...found,
    ...clockOf(video.info, request.startsAt, kind),
    coverage: {
      ...coverageOf(seen, range, heardOf(transcript)),
      ...(linesLeftOut > 0 && { linesLeftOut }),
    },
    cues: transcript.cues,
    warnings: [...damage(video, scan), ...plan, ...told.warnings],
    video: { ...video.info, name: request.name, sha256: request.sha256 },
    model: told.model,
    promptVersion: prompt.version,
    made: { sampler: told.sampler, ...(told.server !== undefined && { server: told.server }) },
    language,
  };
  const vectors = await timed(logger, "vectors", () => embedding);
  return { summary, opening, cuts: scan.cuts, ...(vectors && { vectors }) };
}

/** A camera's footage is looked through by the time of day; of other videos it is told where a person names it. */
function clockOf(
  { recordedAt }: VideoFile["info"],
  startsAt: number | undefined,
  kind: KindChoice,
): Pick<Summary, "clock"> {
  if (startsAt !== undefined) return { clock: { startsAt, isUtc: false } };
  const isTold = recordedAt !== undefined && kind.name === "camera";
  return isTold ? { clock: { startsAt: recordedAt, isUtc: true } } : {};
}

/** Long side in pixels: three hours have a hundred stills, and all of them stand in one report. */
const STILL_OF_A_PART = 1_280;
