import type { RealResult } from "./real-numbers.ts";
import { type Target, target } from "./row.ts";

/** The targets on real footage that was not used for tuning. */
export function realTargets(title: string, results: readonly RealResult[]): Target[] {
  const of = (what: string) => results.find((one) => one.what === what);
  const [ours, thorough] = [of("default scan"), of("thorough scan")];
  const peer = results.find(({ what }) => what.startsWith("PySceneDetect"));
  if (!ours || !thorough) return [];
  const name = (what: string) => `${title}: ${what}`;
  return [
    target(name("default scan, F1"), { least: 0.95, reached: f1(ours) }),
    target(name("default scan, decoding alone = 1"), { most: 0.35, reached: ours.ratio ?? Number.NaN }),
    target(name("thorough scan, F1"), { least: 0.97, reached: f1(thorough) }),
    target(name("thorough scan, decoding alone = 1"), { most: 1.1, reached: thorough.ratio ?? Number.NaN }),
    ...(peer
      ? [
          target(name(`default scan, speed of ${peer.what} = 1`), {
            least: 5,
            reached: peer.milliseconds / ours.milliseconds,
          }),
        ]
      : []),
    target(name("default scan, fades and dissolves found"), { least: 0.8, reached: softFound(ours) }),
    target(name("default scan, shots seen in as many frames"), {
      least: 0.95,
      reached: part(ours, 0, "shots"),
    }),
    target(name("default scan, shots seen in 1.4 times as many"), {
      least: 0.99,
      reached: part(ours, 1, "shots"),
    }),
    // Eleven and thirteen of the fourteen in the film that these numbers were set on.
    target(name("default scan, text changes seen in as many frames as shots"), {
      least: 0.78,
      reached: part(ours, 0, "textChanges"),
    }),
    target(name("default scan, text changes seen in 1.4 times as many"), {
      least: 0.92,
      reached: part(ours, 1, "textChanges"),
    }),
  ];
}

function f1({ score }: RealResult): number {
  return score?.f1 ?? Number.NaN;
}

function softFound({ score }: RealResult): number {
  const tallies = ["fade", "dissolve"].flatMap((kind) => score?.counts.byKind[kind] ?? []);
  const all = tallies.reduce((sum, one) => sum + one.all, 0);
  return all > 0 ? tallies.reduce((sum, one) => sum + one.found, 0) / all : 1;
}

function part({ seen }: RealResult, budget: number, what: "shots" | "textChanges"): number {
  const { seen: some, all } = seen[budget]?.[what] ?? { seen: 0, all: 0 };
  return all > 0 ? some / all : 1;
}
