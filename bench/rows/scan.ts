import { anchor } from "../clips/recipes.ts";
import { type Clip, makeClip } from "../clips/store.ts";
import { type Peer, pySceneDetect } from "../measure/py-scene-detect.ts";
import { decodeOnly, median } from "../measure/run-program.ts";
import { budgetsOf, type ScanKind, scanClip, scanClipForMeaning } from "../measure/scan.ts";
import type { ScanFacts } from "../measure/scan-process.ts";
import { coverageOf, leastFrames, middlesOf, scoreTransitions, seen } from "../measure/score.ts";
import type { BenchRow } from "./row.ts";
import type { ScanCoverage, ScanNumbers, ScanSpeed } from "./scan-numbers.ts";
import { scanTargets } from "./scan-targets.ts";
import { scanText } from "./scan-text.ts";

const KINDS = ["default", "thorough"] as const;

type Round = Readonly<Record<ScanKind, ScanFacts> & { decode: number }>;

/** Both kinds of scan of one clip, and the peer, in rounds, so that each is compared with its neighbours in time. */
export const scanRow: BenchRow = {
  name: "scan",
  async measure({ quick, say }) {
    const clip = await makeClip(anchor(quick ? 60 : 600), say);
    const rounds: Round[] = [];
    for (let round = 1; round <= (quick ? 1 : 3); round++) {
      say(`round ${round}`);
      const { milliseconds: decode } = await decodeOnly(clip.path);
      const thorough = await scanClip(clip, "thorough");
      rounds.push({ decode, thorough, default: await scanClip(clip, "default") });
    }
    const peer = await pySceneDetect(clip.path);
    const byMeaning = await scanClipForMeaning(clip);
    const numbers = numbersOf(clip, rounds, { peer, byMeaning });
    return { text: scanText(numbers), numbers, targets: scanTargets(numbers) };
  },
};

interface Beside {
  readonly peer: Peer | { skipped: string };
  /** A scan of its own, so that it takes no time from the others. */
  readonly byMeaning: ScanFacts;
}

function numbersOf(clip: Clip, rounds: readonly Round[], { peer, byMeaning }: Beside): ScanNumbers {
  const last = rounds.at(-1);
  if (!last) throw new RangeError("at least one round");
  const { truth } = clip;
  const compared = "skipped" in peer ? null : peer;
  const speeds: ScanSpeed[] = [
    { what: "ffmpeg, decode only", milliseconds: median(rounds.map(({ decode }) => decode)), ratio: 1 },
    ...KINDS.map((kind) => scanSpeed(clip, rounds, kind)),
  ];
  if (compared) {
    const { name, milliseconds, cuts } = compared;
    const score = scoreTransitions(truth, cuts);
    speeds.push({ what: name, milliseconds, ratio: milliseconds / last.decode, score });
  }
  return {
    duration: truth.duration,
    shots: truth.shots.length,
    fewest: leastFrames(truth),
    speeds,
    peer: compared ? compared.name : null,
    skipped: "skipped" in peer ? peer.skipped : null,
    candidates: {
      default: visible(clip, last.default.candidates),
      thorough: visible(clip, last.thorough.candidates),
    },
    coverage: [
      ...KINDS.flatMap((kind) => coverageRows(clip, kind, last[kind])),
      ...coverageRows(clip, "default", byMeaning).filter(({ strategy }) => strategy.startsWith("clip")),
      ...(compared ? peerCoverage(clip, compared) : []),
    ],
  };
}

function scanSpeed({ truth }: Clip, rounds: readonly Round[], kind: ScanKind): ScanSpeed {
  const facts = rounds.map((round) => round[kind]);
  const [last] = facts.slice(-1);
  if (!last) throw new RangeError("at least one round");
  return {
    what: `${kind} scan`,
    milliseconds: median(facts.map(({ milliseconds }) => milliseconds)),
    ratio: median(rounds.map((round) => round[kind].milliseconds / round.decode)),
    plan: last.plan,
    score: scoreTransitions(truth, last.cuts),
    node: Math.max(...facts.map(({ nodePeak, nodeIdle }) => nodePeak - nodeIdle)),
    ...(last.ffmpegPeak !== null && { ffmpeg: last.ffmpegPeak }),
  };
}

function visible({ truth }: Clip, candidates: readonly number[]) {
  const of = (spans: readonly { start: number; end: number }[]) => ({
    seen: seen(spans, candidates),
    all: spans.length,
  });
  const { shots, textChanges, marks, subjects } = truth;
  return { shots: of(shots), textChanges: of(textChanges), marks: of(marks), subjects: of(subjects) };
}

function coverageRows(clip: Clip, scan: string, { chosen }: ScanFacts): ScanCoverage[] {
  return Object.entries(chosen).flatMap(([strategy, byBudget]) =>
    budgetsOf(clip).map((budget) => ({
      ...{ scan, strategy, budget },
      ...coverageOf(clip.truth, byBudget[budget] ?? [], budget),
    })),
  );
}

function peerCoverage(clip: Clip, { name, cuts }: Peer): ScanCoverage[] {
  return budgetsOf(clip).map((budget) => ({
    ...{ scan: name, strategy: "middles", budget },
    ...coverageOf(clip.truth, middlesOf(cuts, clip.truth.duration, budget), budget),
  }));
}
