import { chosenKind } from "./kinds/measure-kind.ts";
import { unheard } from "./listen.ts";
import { joinParts } from "./outline/join-parts.ts";
import { writeOutline } from "./outline/write-outline.ts";
import { keyframesOf } from "./parts/keyframes.ts";
import { lookAtPart } from "./parts/look.ts";
import { nextWindow, partLengths } from "./parts/part-lengths.ts";
import { watchInParts } from "./parts/watch-in-parts.ts";
import { watchPart } from "./parts/watch-part.ts";
import { structured } from "./prompts/structured.ts";
import type { SummaryDeps, SummaryRequest, SummaryResult } from "./request.ts";
import { resolveRange } from "./summary.ts";

/**
 * A file becomes a summary: probe, scan, listen, sample and ask, cut stills. A long video goes through this part by part, and
 * an outline is written over all parts. Without a model to ask it becomes a storyboard. Everything that it starts ends with
 * the signal.
 */
export async function summarize(
  deps: SummaryDeps,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<SummaryResult> {
  const { report, sha256, name, path, thorough = false, chapters = [] } = request;
  const { prompt = structured, logger, lengths = partLengths() } = deps;
  const video = await deps.reader.open(path, signal);
  const range = resolveRange(request.range, video.info);
  const listen = request.noSound ? unheard(request.noSound) : deps.listen;
  const window = nextWindow(range.start, range, lengths);
  if (!window.isLast) {
    const watching = { ...deps, lengths, ...(listen && { listen }) };
    const parts = await watchInParts(watching, { video, range, request }, signal);
    const outline = await writeOutline(deps, { parts, request }, signal);
    const about = { range, language: request.language, promptVersion: prompt.version };
    const joined = joinParts(outline, parts, { ...about, video: { ...video.info, name, sha256 } });
    return { summary: joined, opening: null, cuts: [] };
  }
  report({ step: "scan", fraction: 0 });
  const onScan = (fraction: number) => report({ step: "scan", fraction });
  const before = { heardUntil: range.start, cuesBefore: 0 };
  const look = await lookAtPart(
    window,
    { ...{ video, path, sha256, listen, thorough, chapters, onScan, logger }, ...before },
    signal,
  );
  report({ step: "scan", done: true });
  const keyframes = request.keyframes ?? keyframesOf(range, request.detail);
  const kind = chosenKind(request, look);
  const how = { kind, keyframes, routingKey: request.routingKey, isPart: false, taken: [], report };
  return await watchPart(deps, { video, request, look, ...how }, signal);
}
