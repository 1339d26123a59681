import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EvalCase } from "../case.ts";
import { readSet, type SetCase } from "../set.ts";
import { cameraCase } from "./camera.ts";
import { cartoonCase, recordingsCase } from "./footage.ts";
import { meetingCase } from "./meeting.ts";
import { paintedCase } from "./painted.ts";
import { slidesCase } from "./slides.ts";
import { heardCase, spokenCase, TALK_NAMES } from "./spoken.ts";

/** Raise it when a recipe changes: the cases are then made again. */
const RECIPES = 2;
const FILMS = 8;
const SHOTS = 10;
const QUICK_FILMS = 4;
const QUICK_SHOTS = 4;

interface OwnSetOptions {
  /** A few short films only. */
  readonly quick: boolean;
  /** There is a server that hears, and a voice to hear. */
  readonly isHeard: boolean;
}

type Recipes = Readonly<Record<string, (folder: string) => Promise<EvalCase>>>;

/** The cases that this program makes, in a folder; those that are there are taken as they are. */
export async function ownSet(parent: string, options: OwnSetOptions): Promise<SetCase[]> {
  const folder = join(parent, String(RECIPES));
  await mkdir(folder, { recursive: true });
  const recipes = recipesOf(options);
  for (const [id, make] of Object.entries(recipes)) {
    const path = join(folder, `${id}.case.json`);
    if (!existsSync(path)) await writeFile(path, `${JSON.stringify(await make(folder), null, 2)}\n`);
  }
  return (await readSet(folder)).filter(({ truth }) => truth.id in recipes);
}

function recipesOf({ quick, isHeard }: OwnSetOptions): Recipes {
  const films = Array.from({ length: quick ? QUICK_FILMS : FILMS }, (_, i) => i + 1);
  const shots = quick ? QUICK_SHOTS : SHOTS;
  const painted = films.map((film) => [
    `painted-${film}`,
    (folder: string) => paintedCase(folder, film, shots),
  ]);
  const talks = TALK_NAMES.slice(0, quick ? 1 : TALK_NAMES.length);
  const spoken = talks.map((name) => [`spoken-${name}`, (folder: string) => spokenCase(folder, name)]);
  const heard = talks.map((name) => [`heard-${name}`, (folder: string) => heardCase(folder, name)]);
  return {
    ...Object.fromEntries([...painted, ...spoken, ...(isHeard && !quick ? heard : [])]),
    "slides-water": slidesCase,
    ...(!quick && {
      "meeting-launch": meetingCase,
      "camera-night": cameraCase,
      "footage-cartoon": cartoonCase,
      "footage-recordings": recordingsCase,
    }),
  };
}
