import { withSlack } from "../measure/scan.ts";
import { type Target, target } from "./row.ts";
import type { ScanNumbers } from "./scan-numbers.ts";

/** What a scan of ten minutes in H.264 shall reach; of a shorter film the same, with more noise. */
export function scanTargets(numbers: ScanNumbers): Target[] {
  const { shots, fewest, candidates, peer } = numbers;
  const thorough = speedOf(numbers, "thorough scan");
  const { marks } = candidates.thorough;
  return [
    ...(peer === null ? [] : againstPeer(numbers, peer)),
    target("thorough scan, decoding alone = 1", { most: 1.15, reached: thorough?.ratio ?? Number.NaN }),
    target("thorough scan, F1 of transitions", { least: 0.95, reached: thorough?.score?.f1 ?? Number.NaN }),
    target("thorough scan, marks of 0.2 s among the candidates", { least: marks.all, reached: marks.seen }),
    ...(["default", "thorough"] as const).flatMap((scan) => [
      target(`${scan} scan, shots seen in ${shots} frames, as many as shots`, {
        least: 0.95,
        reached: coverageAt(numbers, scan, shots)?.shots ?? Number.NaN,
      }),
      ...[fewest, withSlack(fewest)].map((budget) =>
        target(`${scan} scan, text changes seen in ${budget} frames (${fewest} can show all)`, {
          least: candidates[scan].textChanges.all,
          reached: textSeen(numbers, scan, budget),
        }),
      ),
    ]),
    ...(["default scan", "thorough scan"] as const).map((what) =>
      target(`${what}, Node over idle, MB`, {
        most: 150,
        reached: speedOf(numbers, what)?.node ?? Number.NaN,
      }),
    ),
  ];
}

function speedOf({ speeds }: ScanNumbers, what: string) {
  return speeds.find((one) => one.what === what);
}

function coverageAt({ coverage }: ScanNumbers, scan: string, budget: number) {
  return coverage.find(
    (one) => one.scan === scan && ["mixed", "middles"].includes(one.strategy) && one.budget === budget,
  );
}

function textSeen(numbers: ScanNumbers, scan: string, budget: number): number {
  return Number(coverageAt(numbers, scan, budget)?.textChanges.split("/")[0] ?? Number.NaN);
}

function againstPeer(numbers: ScanNumbers, peer: string): Target[] {
  const [ours, theirs] = [speedOf(numbers, "default scan"), speedOf(numbers, peer)];
  const budgets = [...new Set(numbers.coverage.map(({ budget }) => budget))];
  return [
    target(`default scan, speed of ${peer} = 1`, {
      least: 5,
      reached: (theirs?.milliseconds ?? Number.NaN) / (ours?.milliseconds ?? Number.NaN),
    }),
    ...budgets.map((budget) =>
      target(`default scan, shots seen in ${budget} frames, no fewer than by ${peer}`, {
        least: coverageAt(numbers, peer, budget)?.shots ?? Number.NaN,
        reached: coverageAt(numbers, "default", budget)?.shots ?? Number.NaN,
      }),
    ),
  ];
}
