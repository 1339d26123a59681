import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type EvalCase, evalCase } from "./case.ts";

/** A case with the file that its video is in. */
export interface SetCase {
  readonly truth: EvalCase;
  readonly path: string;
}

const ENDING = ".case.json";

/**
 * The cases of a folder: one `<id>.case.json` each, with the video beside it. Throws where one is not of the form, naming the
 * file and the field.
 */
export async function readSet(folder: string): Promise<SetCase[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING)).toSorted();
  return Promise.all(names.map((name) => readCase(folder, name)));
}

async function readCase(folder: string, name: string): Promise<SetCase> {
  const parsed = evalCase.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`${name} is no case. ${faults.join("; ")}`);
  }
  // A set comes from elsewhere: its videos lie in its folder and nowhere else.
  return { truth: parsed.data, path: join(folder, basename(parsed.data.video)) };
}
