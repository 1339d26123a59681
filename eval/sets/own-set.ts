import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSet, type SetCase } from "../set.ts";
import { paintedCase } from "./painted.ts";
import { spokenCase, TALK_NAMES } from "./spoken.ts";

const FILMS = 8;
const QUICK_FILMS = 5;
const SECONDS = 60;
const QUICK_SECONDS = 24;

/** The cases that this program makes, in a folder; those that are there are taken as they are. */
export async function ownSet(folder: string, { quick }: { readonly quick: boolean }): Promise<SetCase[]> {
  await mkdir(folder, { recursive: true });
  const films = Array.from({ length: quick ? QUICK_FILMS : FILMS }, (_, i) => i + 1);
  const recipes = [
    ...films.map((film) => ({
      id: `painted-${film}`,
      make: () => paintedCase(folder, film, quick ? QUICK_SECONDS : SECONDS),
    })),
    ...TALK_NAMES.slice(0, quick ? 1 : TALK_NAMES.length).map((name) => ({
      id: `spoken-${name}`,
      make: () => spokenCase(folder, name),
    })),
  ];
  for (const { id, make } of recipes) {
    const path = join(folder, `${id}.case.json`);
    if (!existsSync(path)) await writeFile(path, `${JSON.stringify(await make(), null, 2)}\n`);
  }
  const wanted = new Set(recipes.map(({ id }) => id));
  return (await readSet(folder)).filter(({ truth }) => wanted.has(truth.id));
}
