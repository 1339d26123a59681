import PQueue from "p-queue";
import { CuepointError } from "../../errors.ts";
import type { Cue } from "../../sound/transcript.ts";
import type { TimeRange, VideoFile } from "../../video/video.ts";
import type { KindChoice } from "../kinds/finding.ts";
import { chosenKind } from "../kinds/measure-kind.ts";
import type { SummaryDeps, SummaryRequest } from "../request.ts";
import type { Summary } from "../summary.ts";
import { glimpseOf } from "./glimpse.ts";
import { keyframesOfPart } from "./keyframes.ts";
import { lookAtPart, type PartLook } from "./look.ts";
import { nextWindow, type PartLengths, partsLeft } from "./part-lengths.ts";
import { createPartModels } from "./part-models.ts";
import { reportsOfParts } from "./progress.ts";
import { routingKeyOfPart, watchPart } from "./watch-part.ts";

/** A long video. */
interface Long {
  readonly video: VideoFile;
  readonly range: TimeRange;
  readonly request: SummaryRequest;
}

interface WatchDeps extends SummaryDeps {
  readonly lengths: PartLengths;
}

/** Where a part begins, and what it has to know of those before it. */
interface Beginning {
  /** From zero. */
  readonly number: number;
  readonly start: number;
  /** Up to where the sound has been listened to: the last cue may reach over the border. */
  readonly heardUntil: number;
  readonly cuesBefore: number;
  /** Timestamps just before it whose labels may be taken. */
  readonly taken: readonly number[];
}

/**
 * Watches a long video part by part, in order: while the model is asked about one, the next is scanned and listened to. Each
 * part is kept and posted as soon as it is done. Parts that an earlier try has kept are not watched again.
 */
export async function watchInParts(deps: WatchDeps, long: Long, signal: AbortSignal): Promise<Summary[]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const { onPart } = long.request;
  const parts: Promise<Summary>[] = [];
  const add = (work: Promise<Summary>, of: number) => {
    const number = parts.length + 1;
    // Parts are posted in order, even if a later one is done first.
    const done = Promise.all([work, parts.at(-1)]).then(async ([part]) => {
      await onPart?.(part, { number, of });
      return part;
    });
    done.catch((error: unknown) => failing.abort(error));
    parts.push(done);
  };
  try {
    await lookAtAll(deps, long, add, either);
    const watched = await Promise.all(parts);
    long.request.report({ step: "parts", done: true });
    return watched;
  } catch (error) {
    failing.abort(error);
    await Promise.allSettled(parts);
    // What broke because another part failed is no fault of its own.
    throw signal.aborted ? new CuepointError("cancelled", {}, signal.reason) : failing.signal.reason;
  }
}

type Add = (work: Promise<Summary>, of: number) => void;

async function lookAtAll(deps: WatchDeps, long: Long, add: Add, signal: AbortSignal): Promise<void> {
  const { range, request } = long;
  const asks = new PQueue({ concurrency: 1 });
  const modelFor = createPartModels(deps.model, { asks, logger: deps.logger });
  const reports = reportsOfParts(request.report, range);
  const partsAfter = ({ number, start }: Beginning) => number + partsLeft(start, range, deps.lengths);
  // The first part decides for all.
  let kind: KindChoice | null = request.kind ? { name: request.kind } : null;
  let next: Beginning = {
    ...{ number: 0, start: range.start, heardUntil: range.start },
    ...{ cuesBefore: 0, taken: [] },
  };
  while (next.start < range.end) {
    const at = next;
    const known = await request.kept?.find(at.number);
    if (known) {
      kind ??= known.kind ?? GENERAL;
      next = after(at, { range: known.coverage, cues: known.cues, taken: [] });
      reports.known(next.start - at.start, partsAfter(next));
      add(Promise.resolve(known), partsAfter(next));
      continue;
    }
    // One part that waits to be asked about is enough: more of them would only fill the memory.
    await asks.onSizeLessThan(1);
    const report = reports.of(at.number, at.start, partsAfter(at));
    const look = await lookOnce(deps, long, { at, onScan: report.scan }, signal);
    if (look === null) return;
    const glimpse = at.number === 0 ? tellGlimpse(deps, long, look, signal) : null;
    next = after(at, { range: look.range, cues: look.transcript.cues, taken: timesNearEnd(look) });
    kind ??= chosenKind(request, look);
    const of = partsAfter(next);
    const part = { at, look, kind, report: report.rest };
    const finish = async () => {
      const { model, close } = modelFor(at.number);
      const watched = await watchOnce({ ...deps, model }, long, part, signal);
      close();
      await glimpse;
      report.done(look.range.end, of);
      return watched;
    };
    add(asks.add(finish), of);
  }
}

/** Null where a damaged file has nothing more to see: what was watched of it stands. */
async function lookOnce(
  { lengths, listen, logger }: WatchDeps,
  { video, range, request }: Long,
  { at, onScan }: { readonly at: Beginning; readonly onScan: (fraction: number) => void },
  signal: AbortSignal,
): Promise<PartLook | null> {
  signal.throwIfAborted();
  const { path, sha256, thorough = false, chapters = [] } = request;
  const { heardUntil, cuesBefore } = at;
  const options = { video, path, sha256, listen, thorough, chapters, heardUntil, cuesBefore, onScan, logger };
  try {
    return await lookAtPart(nextWindow(at.start, range, lengths), options, signal);
  } catch (error) {
    if (at.number > 0 && error instanceof CuepointError && error.code === "no-frames") return null;
    throw error;
  }
}

/** Nothing is lost with it: what goes wrong is worth a line in the log. */
async function tellGlimpse(
  { strategy, logger }: WatchDeps,
  { video, request: { onGlimpse } }: Long,
  look: PartLook,
  signal: AbortSignal,
): Promise<void> {
  if (!onGlimpse) return;
  try {
    await onGlimpse(await glimpseOf({ video, strategy }, look, signal));
  } catch (error) {
    if (!signal.aborted) logger.warn({ err: error }, "the first stills could not be shown");
  }
}

interface Looked {
  readonly at: Beginning;
  readonly look: PartLook;
  readonly kind: KindChoice;
  readonly report: SummaryRequest["report"];
}

async function watchOnce(
  deps: WatchDeps,
  { video, request }: Long,
  { at, look, kind, report }: Looked,
  signal: AbortSignal,
): Promise<Summary> {
  signal.throwIfAborted();
  const keyframes = request.keyframes ?? keyframesOfPart(look.scan, request.detail);
  const { taken } = at;
  const routingKey = routingKeyOfPart(request.routingKey, at.number);
  const part = { video, request, look, kind, keyframes, routingKey, taken, isPart: true, report };
  const watched = await watchPart(deps, part, signal);
  await request.kept?.keep(at.number, watched);
  return watched.summary;
}

interface Ended {
  readonly range: TimeRange;
  readonly cues: readonly Cue[];
  readonly taken: readonly number[];
}

function after({ number, cuesBefore }: Beginning, { range, cues, taken }: Ended): Beginning {
  const heardUntil = Math.max(range.end, cues.at(-1)?.end ?? 0);
  return {
    number: number + 1,
    start: range.end,
    heardUntil,
    cuesBefore: cuesBefore + cues.length,
    taken,
  };
}

const GENERAL: KindChoice = { name: "general" };

/** Seconds; labels have a tenth of a second at the coarsest. */
const NEAR_END = 0.2;

/** Of frames that may have been sent. */
function timesNearEnd({ range, scan }: PartLook): number[] {
  const times = scan.candidates.map(({ timestamp }) => timestamp);
  return times.filter((time) => time > range.end - NEAR_END);
}
