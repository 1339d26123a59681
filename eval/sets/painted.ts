import { createRandom } from "../../bench/clips/random.ts";
import { makeClip, type Shot } from "../../test/fixtures/clip.ts";
import { COLOURS, type Colour } from "../../test/fixtures/paint.ts";
import { type EvalCase, evalCase } from "../case.ts";

const RATE = 10;
const NAMES = Object.keys(COLOURS) as Colour[];
/** Words that models use for our colors. */
const ALSO: Partial<Record<Colour, readonly string[]>> = {
  grey: ["gray"],
  teal: ["turquoise", "cyan"],
  purple: ["violet", "magenta"],
};

/** Shots of 1 to 9 seconds, each in another color than the one before: brief ones are missed by frames at even distances. */
function shotsOf(film: number, count: number): Shot[] {
  const random = createRandom(film);
  const shots: Shot[] = [];
  const drawn = NAMES.map((name) => ({ name, order: random() })).toSorted((a, b) => a.order - b.order);
  const palette = drawn.slice(2).map(({ name }) => name);
  while (shots.length < count) {
    const seconds = random() < 0.5 ? 1 : 4 + Math.floor(random() * 6);
    const others = palette.filter((colour) => colour !== shots.at(-1)?.colour);
    const colour = others[Math.floor(random() * others.length)] ?? "red";
    shots.push({ colour, frames: seconds * RATE });
  }
  return shots;
}

/** A painted film of plain colors with its truth; `film` chooses it. */
export async function paintedCase(folder: string, film: number, count: number): Promise<EvalCase> {
  const shots = shotsOf(film, count);
  const id = `painted-${film}`;
  await makeClip(`${folder}/${id}.mp4`, { shots, rate: RATE, width: 320, height: 180 });
  let at = 0;
  const events = shots.map(({ colour, frames }, i) => {
    const start = at;
    at += frames / RATE;
    return { id: `shot-${i + 1}`, start, end: at, words: [[colour, ...(ALSO[colour] ?? [])]] };
  });
  const shown = new Set(shots.map(({ colour }) => colour));
  const last = events.at(-1);
  return evalCase.parse({
    id,
    video: `${id}.mp4`,
    source: "Painted by this program.",
    events,
    absent: [
      ...NAMES.filter((name) => !shown.has(name)).flatMap((name) => [name, ...(ALSO[name] ?? [])]),
      ...["elephant", "concert"],
    ],
    cuts: events.slice(1).map(({ start }) => start),
    questions: [
      {
        text: "Which color is shown last?",
        answer: last?.words ?? null,
        ...(last && { at: { start: last.start, end: last.end } }),
      },
      { text: "Which animal walks through the picture?", answer: null },
    ],
  });
}
