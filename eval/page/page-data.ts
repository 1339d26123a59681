import { pairsByName } from "../run/compare-runs.ts";
import { BETWEEN, type RunFile, resultsOf, type VariantResult, variantParts } from "../run/result.ts";

export interface NamedRun {
  /** Of its file. */
  readonly name: string;
  readonly run: RunFile;
}

/** A run on the page: by its letter where there are two. */
export interface ShownRun extends NamedRun {
  readonly letter: "A" | "B" | "";
}

/** A variant on the page. */
export interface Shown {
  /** What distinguishes it from the others, as short as that can be said. */
  readonly label: string;
  readonly of: ShownRun;
  readonly result: VariantResult;
}

export interface ShownPair {
  readonly before: Shown;
  readonly after: Shown;
}

export interface PageData {
  readonly runs: readonly ShownRun[];
  readonly shown: readonly Shown[];
  /** What all variants have in common. */
  readonly common: string;
  readonly pairs: readonly ShownPair[];
}

/** Of one run, or of two that are compared. */
export function pageData(named: readonly [NamedRun] | readonly [NamedRun, NamedRun]): PageData {
  const letters = named.length === 1 ? ([""] as const) : (["A", "B"] as const);
  const runs = named.map((one, i): ShownRun => ({ ...one, letter: letters[i] ?? "" }));
  const all = runs.flatMap((of) => resultsOf(of.run).map((result) => ({ of, result })));
  const parts = all.map(({ result: { variant } }) => [...variantParts(variant), variant.server]);
  const isCommon = (parts[0] ?? []).map((part, i) => parts.every((other) => other[i] === part));
  const shown = all.map((one, at): Shown => {
    const own = (parts[at] ?? []).filter((_, i) => !isCommon[i]);
    const label = [...(one.of.letter ? [one.of.letter] : []), ...own].join(BETWEEN);
    return { ...one, label: label || one.result.name };
  });
  const common = (parts[0] ?? []).filter((_, i) => isCommon[i]).join(BETWEEN);
  return { runs, shown, common, pairs: pairsOf(shown) };
}

/** Of one run each variant against the first. Of two, those that both have; where they share none, the first of each. */
function pairsOf(shown: readonly Shown[]): ShownPair[] {
  const [first, ...others] = shown;
  if (!first) return [];
  if (first.of.letter === "") return others.map((after) => ({ before: first, after }));
  const [a, b] = [shown.filter(({ of }) => of.letter === "A"), shown.filter(({ of }) => of.letter === "B")];
  return pairsByName(a, b, ({ result }) => result.name).map(([before, after]) => ({ before, after }));
}
