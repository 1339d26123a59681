import { writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { readRun } from "../run/compare-runs.ts";
import { OptionError } from "../run/options.ts";
import { renderPage } from "./render-page.ts";

/** Writes the page of a run, or of two side by side, beside the file of the last, and returns where it is. */
export async function writePage(paths: readonly string[]): Promise<string> {
  const [first, second, ...more] = await Promise.all(
    paths.map(async (path) => ({ path, name: shownPath(path), run: await readRun(path) })),
  );
  const last = second ?? first;
  if (!first || !last || more.length > 0) {
    throw new OptionError("A page shows one run, or two side by side: --page A.json or --page A.json B.json");
  }
  const stem = basename(last.path, ".json");
  const path = join(dirname(last.path), second ? `${stem}-compared.html` : `${stem}.html`);
  await writeFile(path, renderPage(second ? [first, second] : [first]).bytes());
  return path;
}

/** A page may be handed on: where its maker's folders are is no one else's business. */
function shownPath(path: string): string {
  const [folder, file] = resolve(path).split(sep).slice(-2);
  return `${folder}/${file}`;
}
