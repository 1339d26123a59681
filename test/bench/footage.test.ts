import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SEGMENTS } from "../../bench/clips/footage/recordings.ts";
import { writeFootageScreenplay } from "../../bench/clips/footage/screenplay.ts";
import { filmsIn } from "../../bench/clips/given.ts";
import { truthOf } from "../../bench/clips/truth.ts";
import { pooled, scoreTransitions } from "../../bench/measure/score.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

describe("a film of real footage", () => {
  it("is the same for the same number, and another for another", () => {
    expect(writeFootageScreenplay(60, 1, "tuned")).toEqual(writeFootageScreenplay(60, 1, "tuned"));
    expect(writeFootageScreenplay(60, 1, "tuned")).not.toEqual(writeFootageScreenplay(60, 2, "tuned"));
  });

  it.each(["tuned", "kept"] as const)("of the set %s stays inside the segments of that set", (set) => {
    for (const { take, frames } of writeFootageScreenplay(600, 3, set)) {
      if (!take) continue;
      const end = take.start + (frames / 30) * take.speed;
      const inside = SEGMENTS[set].filter(
        (one) => one.file === take.file && one.start <= take.start && end <= one.end,
      );
      expect(inside).toHaveLength(1);
    }
  });

  it("shares no second with a film of the other set", () => {
    const overlaps = SEGMENTS.tuned.flatMap((a) =>
      SEGMENTS.kept.filter((b) => a.file === b.file && a.start < b.end && b.start < a.end),
    );
    expect(overlaps).toEqual([]);
  });

  it("has every kind of transition, flashes and text that appears in ten minutes", () => {
    const truth = truthOf(writeFootageScreenplay(600, 3, "tuned"), (frame) => frame / 30);
    const kinds = new Set(truth.transitions.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["cut", "jump", "fade", "dissolve"]));
    expect(truth.flashes.length).toBeGreaterThan(0);
    expect(truth.textChanges.length).toBeGreaterThan(0);
  });
});

describe("films of a folder", () => {
  it("come with the truth beside them, in seconds; films without one are left out", () => {
    const films = join(folder, "films");
    mkdirSync(films);
    for (const name of ["a.mp4", "b.mp4"]) writeFileSync(join(films, name), "");
    const transitions = [
      { type: "jumpcut", at: 50 },
      { type: "dissolve", from: 80, to: 100 },
    ];
    const shots = [
      { start: 0, end: 50, textChanges: [20, 30] },
      { start: 50, end: 100 },
    ];
    writeFileSync(join(films, "a.json"), JSON.stringify({ fps: 10, frames: 100, shots, transitions }));
    const found = filmsIn(films);
    expect(found.map(({ name }) => name)).toEqual(["a"]);
    expect(found[0]?.truth).toMatchObject({
      duration: 10,
      transitions: [
        { kind: "jump", start: 5, end: 5 },
        { kind: "dissolve", start: 8, end: 10 },
      ],
      textChanges: [
        { start: 2, end: 3 },
        { start: 3, end: 5 },
      ],
    });
  });

  it("are refused with the file's name where the truth is not of that form", () => {
    const films = join(folder, "broken");
    mkdirSync(films);
    writeFileSync(join(films, "a.mp4"), "");
    writeFileSync(join(films, "a.json"), JSON.stringify({ fps: 0 }));
    expect(() => filmsIn(films)).toThrow("a.json");
  });
});

describe("one score for several films", () => {
  it("counts every transition and every reported cut alike", () => {
    const cut = (start: number) => ({ kind: "cut", start, end: start }) as const;
    const film = { shots: [], textChanges: [], flashes: [], marks: [], subjects: [], frames: 0, duration: 0 };
    const one = scoreTransitions({ ...film, transitions: [cut(1), cut(2), cut(3)] }, [1, 2, 3]);
    const other = scoreTransitions({ ...film, transitions: [cut(1)] }, [4, 5]);
    const { precision, recall, byKind } = pooled([one, other]);
    expect({ precision, recall, byKind }).toEqual({
      precision: 3 / 5,
      recall: 3 / 4,
      byKind: { cut: "3/4" },
    });
  });
});
