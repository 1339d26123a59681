import type { Logger } from "../../logger.ts";
import type { KeptFrames } from "../../video/plan/keeping.ts";
import { candidatesForMeaning, chooseByMeaning, type Understood } from "../../video/sample/clip.ts";
import { framesOf } from "../../video/sample/frames-of.ts";
import { nearest, type SamplingStrategy } from "../../video/sample/strategy.ts";
import type { Candidate, ScanResult } from "../../video/shots/scan-result.ts";
import type { Frame, VideoFile } from "../../video/video.ts";
import type { Embedder, EmbedderSource } from "../../vision/embeddings/embedder.ts";

export interface ChooseDeps {
  readonly strategy: SamplingStrategy;
  /** What pictures mean decides which are sent, where their server can be used; `strategy` decides otherwise. */
  readonly byMeaning?: EmbedderSource;
  /** Frames of a request at most; as many as fit where it is left out. */
  readonly mostFrames?: number;
  readonly logger: Logger;
}

interface Looked {
  readonly video: VideoFile;
  readonly scan: ScanResult;
  readonly kept: KeptFrames | null;
}

interface Chosen {
  readonly chosen: readonly Candidate[];
  /** The name of the strategy that has chosen them. */
  readonly sampler: string;
  /** Frames at hand: those that were compared, or those that the scan kept. */
  readonly kept: KeptFrames | null;
}

/** At most `budget` frames, with a long side of `side` where they have to be looked at for it. */
export async function chooseFrames(
  { strategy, byMeaning, mostFrames = Number.POSITIVE_INFINITY, logger }: ChooseDeps,
  { video, scan, kept }: Looked,
  { budget: fitting, side }: { readonly budget: number; readonly side: number },
  signal: AbortSignal,
): Promise<Chosen> {
  const budget = Math.min(fitting, mostFrames);
  const usual = () => ({ chosen: strategy.choose(scan, budget), kept, sampler: strategy.name });
  const embedder = (await byMeaning?.(signal)) ?? null;
  if (embedder === null) return usual();
  try {
    const candidates = candidatesForMeaning(scan, budget);
    const frames = await framesOf(video, { scan, chosen: candidates, kept, longSide: side }, signal);
    const understood = await understand(embedder, candidates, frames, signal);
    const chosen = chooseByMeaning(understood, scan, budget);
    logger.info({ candidates: understood.length, frames: chosen.length }, "frames chosen by meaning");
    return { chosen, kept: { longSide: side, frames, isProven: true }, sampler: "clip" };
  } catch (error) {
    if (signal.aborted) throw error;
    logger.warn({ err: error }, "no vectors of the frames, choosing them by the picture alone");
    return usual();
  }
}

async function understand(
  embedder: Embedder,
  candidates: readonly Candidate[],
  frames: readonly Frame[],
  signal: AbortSignal,
): Promise<Understood[]> {
  const vectors = await embedder.pictures(
    frames.map(({ jpeg }) => jpeg),
    signal,
  );
  // A frame at hand may stand for a candidate beside it.
  const byCandidate = new Map<Candidate, Understood>();
  for (const [i, { timestamp }] of frames.entries()) {
    const vector = vectors[i];
    const candidate = nearest(candidates, timestamp);
    if (vector && !byCandidate.has(candidate)) byCandidate.set(candidate, { candidate, vector });
  }
  return [...byCandidate.values()].sort((a, b) => a.candidate.timestamp - b.candidate.timestamp);
}
