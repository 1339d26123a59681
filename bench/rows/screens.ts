import { screenFilms } from "../clips/recipes.ts";
import { type Clip, makeClip } from "../clips/store.ts";
import { decodeOnly } from "../measure/run-program.ts";
import { type ScanKind, scanFile, withSlack } from "../measure/scan.ts";
import { leastFrames, seen } from "../measure/score.ts";
import { table } from "../table.ts";
import { type BenchRow, type Target, target } from "./row.ts";

/** Long enough that not every frame is decoded for the film's shortness. */
const SECONDS = 102;
const KINDS: readonly ScanKind[] = ["default", "thorough"];

interface ScreenResult {
  readonly film: string;
  readonly isKept: boolean;
  readonly scan: ScanKind;
  /** Decoding alone = 1. */
  readonly ratio: number;
  readonly texts: number;
  /** Texts seen in the fewest frames that could show all, in a quarter more, and in twice as many. */
  readonly seen: readonly { readonly frames: number; readonly texts: number }[];
}

/** Recordings of screens: typing, a call, scrolling, a pointer with menus, pages. The first two are tuned on, the others not. */
export const screensRow: BenchRow = {
  name: "screens",
  async measure({ quick, say }) {
    const results: ScreenResult[] = [];
    for (const set of ["tuned", "kept"] as const) {
      const recipes = screenFilms(set, SECONDS);
      // The last of the kept ones has a scene of each kind.
      const taken = quick ? recipes.slice(set === "tuned" ? recipes.length : -1) : recipes;
      for (const recipe of taken) {
        const clip = await makeClip(recipe, say);
        for (const kind of KINDS) results.push(await measureScreen(clip, kind, set === "kept"));
      }
    }
    return { text: screenText(results), numbers: results, targets: KINDS.flatMap(targetsOf(results)) };
  },
};

async function measureScreen(
  { name, path, truth }: Clip,
  scan: ScanKind,
  isKept: boolean,
): Promise<ScreenResult> {
  const fewest = leastFrames(truth);
  const budgets = [fewest, withSlack(fewest), 2 * fewest];
  const { milliseconds } = await decodeOnly(path);
  const facts = await scanFile(path, scan, budgets);
  return {
    ...{
      film: name,
      isKept,
      scan,
      ratio: facts.milliseconds / milliseconds,
      texts: truth.textChanges.length,
    },
    seen: budgets.map((frames) => ({
      frames,
      texts: seen(truth.textChanges, facts.chosen.mixed?.[frames] ?? []),
    })),
  };
}

function targetsOf(results: readonly ScreenResult[]): (scan: ScanKind) => Target[] {
  return (scan) => {
    const kept = results.filter((one) => one.isKept && one.scan === scan);
    const share = (budget: number) =>
      kept.reduce((sum, one) => sum + (one.seen[budget]?.texts ?? 0), 0) /
      kept.reduce((sum, one) => sum + one.texts, 0);
    return [
      target(`screens, ${scan}: texts seen in a quarter more frames than could do`, {
        least: 0.9,
        reached: share(1),
      }),
      target(`screens, ${scan}: texts seen in twice as many`, { least: 0.98, reached: share(2) }),
    ];
  };
}

function screenText(results: readonly ScreenResult[]): string {
  const rows = results.map(({ film, isKept, scan, ratio, texts, seen }) => [
    `${film}${isKept ? "" : " (tuned on)"}, ${scan}`,
    ratio.toFixed(2),
    ...seen.map((one) => `${one.texts}/${texts} in ${one.frames}`),
  ]);
  return table(
    ["recording, scan", "to decode", "texts in the fewest", "a quarter more", "twice as many"],
    rows,
  );
}
