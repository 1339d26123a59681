import { readFile } from "node:fs/promises";
import { OptionError } from "./options.ts";
import { resultsOf, runFile, type VariantResult } from "./result.ts";

/** A run's variants. Throws where the file is none, naming it. */
async function readRun(path: string): Promise<VariantResult[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new OptionError(`There is no file ${path}.`);
  });
  const parsed = runFile.safeParse(parseJson(text));
  if (!parsed.success) throw new OptionError(`${path} is not a run that this version has written.`);
  return resultsOf(parsed.data);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type Pair = readonly [before: VariantResult, after: VariantResult];

/** The variants that both runs have; where they share none, the first of each. */
export async function pairRuns(paths: readonly string[]): Promise<Pair[]> {
  const [before, after, ...more] = await Promise.all(paths.map(readRun));
  if (!before || !after || more.length > 0) {
    throw new OptionError("Two runs are compared: --compare A.json B.json");
  }
  const shared = before.flatMap((one): Pair[] => {
    const same = after.find(({ name }) => name === one.name);
    return same ? [[one, same]] : [];
  });
  const [first, second] = [before[0], after[0]];
  return shared.length > 0 || !first || !second ? shared : [[first, second]];
}
