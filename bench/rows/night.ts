import { makeNight, type NightRecipe } from "../clips/night.ts";
import type { Span } from "../clips/truth.ts";
import { decodeOnly } from "../measure/run-program.ts";
import { type ScanKind, scanFile } from "../measure/scan.ts";
import { table } from "../table.ts";
import { type BenchRow, target } from "./row.ts";

/** What the model gets of a quarter of an hour. */
const FRAMES = 64;

interface NightResult {
  readonly recipe: NightRecipe;
  readonly kind: ScanKind;
  readonly ratio: number;
  readonly cuts: number;
  /** Whether the person is among the candidates, and in the chosen frames; null where there is none. */
  readonly candidate: boolean | null;
  readonly chosen: boolean | null;
  readonly plan: string;
}

/** A quarter of an hour from a camera at night, with a person for one second; and without, where nothing may be found. */
export const nightRow: BenchRow = {
  name: "night",
  async measure({ quick, say }) {
    const results: NightResult[] = [];
    for (const recipe of nights(quick)) {
      const path = await makeNight(recipe, say);
      const { milliseconds: decode } = await decodeOnly(path);
      for (const kind of quick ? (["default"] as const) : (["default", "thorough"] as const)) {
        results.push(await look(recipe, path, { kind, decode }));
      }
    }
    return { text: nightText(results), numbers: results, targets: targetsOf(results) };
  },
};

function nights(quick: boolean): NightRecipe[] {
  const seconds = quick ? 180 : 900;
  const person = (start: number) => ({ start, end: start + 1 });
  const all: NightRecipe[] = [
    { seconds, fps: 12, group: 4, person: person(seconds * 0.6 + 3.3) },
    { seconds, fps: 12, group: 4 },
    { seconds, fps: 15, group: 16, person: person(seconds * 0.8 + 1.7) },
    { seconds, fps: 15, group: 16 },
  ];
  return quick ? all.slice(0, 2) : all;
}

async function look(
  recipe: NightRecipe,
  path: string,
  { kind, decode }: { kind: ScanKind; decode: number },
): Promise<NightResult> {
  const scan = await scanFile(path, kind, [FRAMES]);
  const { person } = recipe;
  const shows = (times: readonly number[]) => (person ? times.some((time) => within(person, time)) : null);
  return {
    ...{ recipe, kind, plan: scan.plan },
    ratio: scan.milliseconds / decode,
    cuts: scan.cuts.length,
    candidate: shows(scan.candidates),
    chosen: shows(scan.chosen.mixed?.[FRAMES] ?? []),
  };
}

function within({ start, end }: Span, time: number): boolean {
  return time >= start && time <= end;
}

function targetsOf(results: readonly NightResult[]) {
  const byDefault = results.filter(({ kind }) => kind === "default");
  const people = byDefault.filter(({ chosen }) => chosen !== null);
  const empty = byDefault.filter(({ chosen }) => chosen === null);
  return [
    target(`night: films whose person of one second is in ${FRAMES} frames, default`, {
      least: people.length,
      reached: people.filter(({ chosen }) => chosen).length,
    }),
    target("night: cuts found where nothing happens, default", {
      most: 0,
      reached: empty.reduce((sum, { cuts }) => sum + cuts, 0),
    }),
    target("night: dearest default scan, decoding alone = 1", {
      most: 0.35,
      reached: Math.max(...byDefault.map(({ ratio }) => ratio)),
    }),
  ];
}

function nightText(results: readonly NightResult[]): string {
  const yes = (value: boolean | null) => (value === null ? "-" : value ? "yes" : "no");
  return table(
    ["night", "scan", "to decode", "cuts", "person a candidate", `in ${FRAMES} frames`, "plan"],
    results.map(({ recipe: { seconds, fps, group, person }, kind, ratio, cuts, candidate, chosen, plan }) => [
      `${seconds / 60} min, ${fps} fps, I-frames ${group} s, ${person ? `person at ${person.start} s` : "nothing"}`,
      ...[kind, ratio.toFixed(2), String(cuts), yes(candidate), yes(chosen), plan],
    ]),
  );
}
