import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type EvalCase, evalCase } from "./case.ts";

/** A case with the file that its video is in. */
export interface SetCase {
  readonly truth: EvalCase;
  readonly path: string;
}

const ENDING = ".case.json";

/** Something is wrong with a set; the message names the file and says what. */
export class SetError extends Error {}

/** The cases of a folder: one `<id>.case.json` each, with the video beside it. Throws `SetError`. */
export async function readSet(folder: string): Promise<SetCase[]> {
  const entries = await readdir(folder).catch(() => {
    throw new SetError(`There is no folder ${folder}.`);
  });
  const names = entries.filter((name) => name.endsWith(ENDING)).toSorted();
  if (names.length === 0) throw new SetError(`${folder} holds no case: a case is a file <id>${ENDING}.`);
  return Promise.all(names.map((name) => readCase(folder, name)));
}

async function readCase(folder: string, name: string): Promise<SetCase> {
  const parsed = evalCase.safeParse(parseJson(await readFile(join(folder, name), "utf8")));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
    throw new SetError(`${name} is no case. ${faults.join("; ")}`);
  }
  // A set comes from elsewhere: its videos lie in its folder and nowhere else.
  const path = join(folder, basename(parsed.data.video));
  if (!existsSync(path)) throw new SetError(`${name} has no video: there is no ${path}.`);
  return { truth: parsed.data, path };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
