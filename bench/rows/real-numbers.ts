import type { Clip } from "../clips/store.ts";
import { type Peer, pySceneDetect } from "../measure/py-scene-detect.ts";
import { decodeOnly } from "../measure/run-program.ts";
import { type ScanKind, scanFile } from "../measure/scan.ts";
import { middlesOf, pooled, scoreTransitions, seen, type TransitionScore } from "../measure/score.ts";

/** How one way of looking at films did. */
export interface RealResult {
  readonly what: string;
  /** Decoding alone = 1; null for what decodes nothing by itself. */
  readonly ratio: number | null;
  readonly milliseconds: number;
  /** Null for what finds no cuts. */
  readonly score: TransitionScore | null;
  readonly seen: readonly SeenIn[];
}

/** What frames show: as many as the film has shots, and 1.4 times as many. */
interface SeenIn {
  readonly budget: "N" | "1.4 N";
  readonly shots: Share;
  readonly textChanges: Share;
}

interface Share {
  readonly seen: number;
  readonly all: number;
}

export interface FilmResult {
  readonly film: string;
  readonly shots: number;
  readonly results: readonly RealResult[];
  /** Why there is no peer. */
  readonly skipped: string | null;
}

const KINDS: readonly ScanKind[] = ["default", "thorough"];
const BUDGETS = [
  { budget: "N", times: 1 },
  { budget: "1.4 N", times: 1.4 },
] as const;

/** One film, everything in one run, so that all times are ratios to the same decoding. */
export async function measureFilm(clip: Clip): Promise<FilmResult> {
  const { truth } = clip;
  const frames = BUDGETS.map(({ times }) => Math.round(times * truth.shots.length));
  const { milliseconds: decode } = await decodeOnly(clip.path);
  const results: RealResult[] = [];
  for (const kind of KINDS) {
    const scan = await scanFile(clip.path, kind, frames);
    results.push({
      what: `${kind} scan`,
      milliseconds: scan.milliseconds,
      ratio: scan.milliseconds / decode,
      score: scoreTransitions(truth, scan.cuts),
      seen: seenIn(clip, (budget) => scan.chosen.mixed?.[budget] ?? []),
    });
  }
  const peer = await pySceneDetect(clip.path);
  if (!("skipped" in peer)) results.push(peerResult(clip, peer, decode));
  const every = (budget: number) =>
    Array.from({ length: budget }, (_, i) => ((i + 0.5) / budget) * truth.duration);
  const none = { milliseconds: 0, ratio: null, score: null };
  results.push({ what: "every n-th second", ...none, seen: seenIn(clip, every) });
  const skipped = "skipped" in peer ? peer.skipped : null;
  return { film: clip.name, shots: truth.shots.length, results, skipped };
}

function peerResult(clip: Clip, { name, cuts, milliseconds }: Peer, decode: number): RealResult {
  return {
    what: name,
    milliseconds,
    ratio: milliseconds / decode,
    score: scoreTransitions(clip.truth, cuts),
    seen: seenIn(clip, (budget) => middlesOf(cuts, clip.truth.duration, budget)),
  };
}

function seenIn({ truth }: Clip, choose: (budget: number) => readonly number[]): SeenIn[] {
  return BUDGETS.map(({ budget, times }) => {
    const chosen = choose(Math.round(times * truth.shots.length));
    const of = (spans: readonly { start: number; end: number }[]) => ({
      seen: seen(spans, chosen),
      all: spans.length,
    });
    return { budget, shots: of(truth.shots), textChanges: of(truth.textChanges) };
  });
}

/** All films as one: shots, transitions and milliseconds added up. */
export function together(films: readonly FilmResult[]): RealResult[] {
  const names = [...new Set(films.flatMap(({ results }) => results.map(({ what }) => what)))];
  return names.map((what) => {
    const all = films.flatMap(({ results }) => results.filter((one) => one.what === what));
    const scores = all.flatMap(({ score }) => (score ? [score] : []));
    const milliseconds = sum(all, (one) => one.milliseconds);
    const decode = sum(all, (one) => one.milliseconds / (one.ratio ?? Number.NaN));
    return {
      what,
      milliseconds,
      ratio: scores.length > 0 ? milliseconds / decode : null,
      score: scores.length > 0 ? pooled(scores) : null,
      seen: BUDGETS.map(({ budget }, i) => ({
        budget,
        shots: added(all.map((one) => one.seen[i]?.shots)),
        textChanges: added(all.map((one) => one.seen[i]?.textChanges)),
      })),
    };
  });
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}

function added(shares: readonly (Share | undefined)[]): Share {
  return { seen: sum(shares, (one) => one?.seen ?? 0), all: sum(shares, (one) => one?.all ?? 0) };
}
