import { filmsIn } from "../clips/given.ts";
import { realFilms } from "../clips/recipes.ts";
import { type Clip, makeClip } from "../clips/store.ts";
import { share, table } from "../table.ts";
import { type FilmResult, measureFilm, type RealResult, together } from "./real-numbers.ts";
import { realTargets } from "./real-targets.ts";
import type { BenchRow } from "./row.ts";

/** Of a shorter film every frame is decoded by default too. */
const SECONDS = 100;

/**
 * Films of real footage with known cuts, by three encoders: a set to tune on, and one of other recordings that only
 * tells whether what was tuned holds. `--films` adds a folder of any films.
 */
export const realRow: BenchRow = {
  name: "real",
  async measure({ quick, say, films }) {
    const parts: { title: string; measured: FilmResult[] }[] = [];
    for (const set of ["tuned", "kept"] as const) {
      const clips: Clip[] = [];
      const recipes = realFilms(set, SECONDS);
      for (const recipe of quick ? recipes.slice(0, 1) : recipes) clips.push(await makeClip(recipe, say));
      const title = set === "tuned" ? "the set that rules are tuned on" : "the set that nothing is tuned on";
      parts.push({ title, measured: await measureAll(clips, say) });
    }
    if (films !== undefined) {
      parts.push({ title: `films of ${films}`, measured: await measureAll(filmsIn(films), say) });
    }
    return {
      text: parts.map(({ title, measured }) => `${title}\n${setText(measured)}`).join("\n\n"),
      numbers: parts.map(({ title, measured }) => ({ title, films: measured, together: together(measured) })),
      // What was tuned on proves nothing.
      targets: parts.slice(1).flatMap(({ title, measured }) => realTargets(title, together(measured))),
    };
  },
};

async function measureAll(clips: readonly Clip[], say: (line: string) => void): Promise<FilmResult[]> {
  const measured: FilmResult[] = [];
  for (const clip of clips) {
    say(`looking at ${clip.name}`);
    measured.push(await measureFilm(clip));
  }
  return measured;
}

const HEAD = [
  ...["film, what", "to decode", "P R F1", "cut jump fade dissolve", "flashes"],
  ...["shots in N", "text in N", "shots in 1.4 N", "text in 1.4 N"],
];

function setText(films: readonly FilmResult[]): string {
  const rows = films.flatMap(({ film, results }) => results.map((one) => cells(film, one)));
  const all = films.length > 1 ? together(films).map((one) => cells("all", one)) : [];
  const reasons = [...new Set(films.flatMap(({ skipped }) => (skipped === null ? [] : [skipped])))];
  const peers = reasons.map((reason) => `\nPySceneDetect was skipped: ${reason}`);
  return `${table(HEAD, [...rows, ...all])}${peers.join("")}`;
}

function cells(film: string, { what, ratio, score, seen }: RealResult): string[] {
  return [
    `${film}, ${what}`,
    ratio === null ? "" : ratio.toFixed(2),
    score ? `${share(score.precision)} ${share(score.recall)} ${share(score.f1)}` : "",
    score ? ["cut", "jump", "fade", "dissolve"].map((kind) => score.byKind[kind] ?? "-").join(" ") : "",
    score ? String(score.flashes) : "",
    ...seen.flatMap(({ shots, textChanges }) => [
      share(shots.seen / shots.all),
      `${textChanges.seen}/${textChanges.all}`,
    ]),
  ];
}
