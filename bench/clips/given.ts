import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import type { Clip } from "./store.ts";
import type { Span, Truth } from "./truth.ts";

const frame = z.number().nonnegative();

/**
 * What is known of a film that lies in a folder: beside `film.mp4` a file `film.json`. All numbers are frames from the
 * film's start, spans half-open. A `cut` or a `jumpcut` is `at` the new shot's first frame; a `fade` or a `dissolve`
 * goes `from` its first blended frame `to` the first one after. `textChanges` are the frames at which text appears.
 *
 *     { "fps": 30, "frames": 180,
 *       "shots": [{ "start": 0, "end": 90, "textChanges": [40] }, { "start": 90, "end": 180, "flash": [120, 122] }],
 *       "transitions": [{ "type": "cut", "at": 90 }, { "type": "dissolve", "from": 100, "to": 120 }] }
 */
const GivenTruth = z.object({
  fps: z.number().positive(),
  frames: frame,
  shots: z.array(
    z.object({
      start: frame,
      end: frame,
      textChanges: z.array(frame).default([]),
      flash: z.tuple([frame, frame]).optional(),
    }),
  ),
  transitions: z.array(
    z.union([
      z.object({ type: z.enum(["cut", "jumpcut"]), at: frame }),
      z.object({ type: z.enum(["fade", "dissolve"]), from: frame, to: frame }),
    ]),
  ),
});

/** Every film of a folder that has its truth beside it. */
export function filmsIn(folder: string): Clip[] {
  const names = readdirSync(folder).filter((file) => file.endsWith(".mp4"));
  return names.toSorted().flatMap((file) => {
    const json = join(folder, file.replace(/mp4$/, "json"));
    const text = readIfThere(json);
    if (text === null) return [];
    const parsed = GivenTruth.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(`${json}: ${z.prettifyError(parsed.error)}`);
    return [{ name: basename(file, ".mp4"), path: join(folder, file), truth: truthFrom(parsed.data) }];
  });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function truthFrom({ fps, frames, shots, transitions }: z.infer<typeof GivenTruth>): Truth {
  const span = (start: number, end: number): Span => ({ start: start / fps, end: end / fps });
  return {
    duration: frames / fps,
    frames,
    shots: shots.map(({ start, end }) => ({ kind: "real", ...span(start, end) })),
    transitions: transitions.map((one) =>
      "at" in one
        ? { kind: one.type === "jumpcut" ? "jump" : "cut", ...span(one.at, one.at) }
        : { kind: one.type, ...span(one.from, one.to) },
    ),
    textChanges: shots.flatMap(({ end, textChanges }) =>
      textChanges.map((at, i) => span(at, textChanges[i + 1] ?? end)),
    ),
    flashes: shots.flatMap(({ flash }) => (flash ? [span(flash[0], flash[1] + 1)] : [])),
    marks: [],
    subjects: [],
  };
}
