import { readFile } from "node:fs/promises";
import { OptionError } from "./options.ts";
import { type RunFile, resultsOf, runFile, type VariantResult } from "./result.ts";

/** Throws where the file is none, naming it. */
export async function readRun(path: string): Promise<RunFile> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new OptionError(`There is no file ${path}.`);
  });
  const parsed = runFile.safeParse(parseJson(text));
  if (!parsed.success) throw new OptionError(`${path} is not a run that this version has written.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Pair<T> = readonly [before: T, after: T];

/** The variants that both runs have; where they share none, the first of each. */
export async function pairRuns(paths: readonly string[]): Promise<Pair<VariantResult>[]> {
  const [before, after, ...more] = await Promise.all(paths.map(readRun));
  if (!before || !after || more.length > 0) {
    throw new OptionError("Two runs are compared: --compare A.json B.json");
  }
  return pairsByName(resultsOf(before), resultsOf(after), ({ name }) => name);
}

/** Those that both have by one name; where they share none, the first of each. */
export function pairsByName<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
): Pair<T>[] {
  const shared = before.flatMap((one): Pair<T>[] => {
    const same = after.find((other) => nameOf(other) === nameOf(one));
    return same ? [[one, same]] : [];
  });
  const [first, second] = [before[0], after[0]];
  return shared.length > 0 || !first || !second ? shared : [[first, second]];
}
