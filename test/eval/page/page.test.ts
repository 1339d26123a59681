import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { figureTitle } from "../../../eval/page/numbers.ts";
import { axisTo } from "../../../eval/page/plot.ts";
import { renderPage } from "../../../eval/page/render-page.ts";
import { type RunFile, resultsOf, runFile } from "../../../eval/run/result.ts";
import { rounded } from "../../../eval/run/show.ts";
import { compare } from "../../../eval/statistics/compare.ts";
import { FIGURE_NAMES } from "../../../eval/statistics/compute-figures.ts";
import { forPrograms } from "../../support/run-cuepoint.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { CASES, HOSTILE, sampleRun } from "./sample-run.ts";

const DOUBLES = "Only doubles were measured";

function pageOf(run: RunFile, other?: RunFile): string {
  const first = { name: "before.json", run };
  return renderPage(other ? [first, { name: "after.json", run: other }] : [first]).text;
}

/** The text between two marks. */
function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  expect(start, `the page has ${from}`).toBeGreaterThanOrEqual(0);
  return text.slice(start, text.indexOf(to, start + from.length));
}

const count = (text: string, part: string) => text.split(part).length - 1;

describe("the page of a run", () => {
  const run = sampleRun(["careful", "careless", "fickle"]);
  let page = "";
  beforeAll(() => {
    page = pageOf(run);
  });

  it("is made of a run as its file has it", () => {
    expect(runFile.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
  });

  it("has each figure of each variant with its interval", () => {
    const results = resultsOf(run);
    const known = FIGURE_NAMES.filter((name) => results.some(({ figures }) => figures[name]));
    expect(known.length).toBeGreaterThan(12);
    expect(count(page, 'class="card"')).toBe(known.length);
    for (const name of known) {
      const card = between(page, `id="figure-${name}"`, "</article>");
      expect(card).toContain(figureTitle(name));
      for (const { value, low, high } of results.flatMap(({ figures }) => figures[name] ?? [])) {
        const text = [value, low, high].map(rounded);
        expect(card).toContain(`aria-label="${text[0]}, 95 % interval ${text[1]} to ${text[2]}, `);
      }
    }
  });

  it("names a variant by what distinguishes it, and says once what all have in common", () => {
    expect(page).toContain("<bdi>careful · mixed</bdi>");
    expect(page).toContain("All of them: <bdi>structured · 16 frames · vllm</bdi>");
    expect(pageOf(sampleRun(["careful"]))).toContain("<bdi>careful · structured · mixed · 16 frames</bdi>");
    const moved = sampleRun(["careful"]).outcomes.map((one) => ({
      ...one,
      variant: { ...one.variant, server: "llama.cpp" },
    }));
    const twoServers = pageOf({ ...run, outcomes: [...sampleRun(["careful"]).outcomes, ...moved] });
    for (const label of ["vllm", "llama.cpp"])
      expect(twoServers).toContain(`<bdi>${label}</bdi><svg class="plot"`);
  });

  it("compares every variant with the first, as the figures do", () => {
    const [first, ...others] = resultsOf(run);
    for (const other of others) {
      const compared = first ? compare(first.graded, other.graded) : [];
      const label = `${other.variant.model} · ${other.variant.model === "fickle" ? "random" : "mixed"}`;
      const table = between(page, `<summary><bdi>${label}</bdi>`, "</table>");
      for (const verdict of ["better", "worse", "cannot tell"] as const) {
        const expected = compared.filter((one) => one.verdict === verdict).length;
        expect([verdict, count(table, `">${verdict}</span>`)]).toEqual([verdict, expected]);
      }
    }
  });

  it("marks as many segments of a video as invented, and as many events as told, as are counted", () => {
    const { graded } = resultsOf(run)[1] ?? {};
    for (const { id } of CASES) {
      const section = between(page, `id="case-${id}"`, "</article>");
      const lane = section.split('<div class="lane"><bdi>').find((one) => one.startsWith("careless"));
      expect(count(lane ?? "", 'class="block invented"')).toBe(graded?.get(id)?.eventsInvented.hits);
      expect(count(lane ?? "", 'class="block told"')).toBe(graded?.get(id)?.eventsFound.hits);
    }
  });

  it("places a still by its time, and says which one lies outside of what it tells", () => {
    const section = between(page, 'id="case-park-1"', "</article>");
    expect(section).toContain('<circle class="still" cx="40%"');
    expect(section).toContain('<circle class="still wrong" cx="28.333%"');
    expect(section).toContain("0:18.0–0:30.0, still 0:24.0, frame named 0:25.0");
  });

  it("holds quotes and answers against the truth", () => {
    const section = between(page, 'id="case-park-1"', "</article>");
    expect(count(section, "said there</span>")).toBe(3);
    expect(count(section, '<span class="mark told">right</span>')).toBe(4);
    expect(count(section, '<span class="mark invented">wrong</span>')).toBe(2);
  });

  it("says why a video has no summary, and that seeds count together", () => {
    const section = between(page, 'id="case-park-5"', "</article>");
    expect(section).toContain("No summary came of it (model-timeout).");
    expect(section).toContain("Of 2 choices of frames by chance the first is shown");
    expect(page).toContain("2 (model-timeout)");
  });

  it("says in its head that only doubles were measured, and only then", () => {
    const doubles = sampleRun(["careful"], { isDoubles: true });
    const real = sampleRun(["careful"]);
    expect(pageOf(real)).not.toContain(DOUBLES);
    expect(pageOf(doubles)).toContain(`${DOUBLES}.`);
    expect(pageOf(real, doubles)).toContain(`${DOUBLES} in run B.`);
    expect(pageOf(doubles, doubles)).toContain(`${DOUBLES}.`);
  });

  it("is empty without outcomes, and not broken", () => {
    const empty = pageOf(sampleRun([]));
    expect(empty).toContain("not watched");
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("shows what a set, a server and a model say as text alone", () => {
    const outcomes = run.outcomes.map((one) => ({
      ...one,
      ...(one.failure && { failure: HOSTILE }),
      variant: { ...one.variant, server: HOSTILE, prompt: HOSTILE, promptVersion: HOSTILE },
    }));
    const hostile = pageOf({ ...run, at: HOSTILE, outcomes });
    expect(count(hostile, "&lt;script&gt;")).toBeGreaterThan(20);
    expect(hostile).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
    expect(hostile).toContain("default-src 'none'");
  });
});

describe("two runs side by side", () => {
  it("have the same variant in pairs, by the letters of their runs", () => {
    const page = pageOf(sampleRun(["careless", "careful"]), sampleRun(["careful", "fickle"]));
    expect(count(page, '<details class="compared"')).toBe(1);
    expect(page).toContain("<summary><bdi>B · careful · mixed</bdi> against <bdi>A · careful · mixed</bdi>");
    const section = between(page, 'id="case-park-1"', "</article>");
    for (const label of ["A · careless", "A · careful", "B · careful", "B · fickle"]) {
      expect(section).toContain(`<div class="lane"><bdi>${label}`);
    }
  });

  it("are told apart where they share no variant: the first of each", () => {
    const page = pageOf(sampleRun(["careless"]), sampleRun(["careful"]));
    expect(page).toMatch(
      /<summary><bdi>B · careful<\/bdi> against <bdi>A · careless<\/bdi>: [1-9] better, 0 worse/,
    );
  });

  it("of other videos, or of another truth, say so", () => {
    const before = sampleRun(["careful"]);
    const cases = before.cases.slice(1).map((one, i) => (i === 0 ? { ...one, absent: ["lion"] } : one));
    const page = pageOf(before, { ...before, cases });
    expect(page).toContain("1 video is in one run only and not compared.");
    expect(page).toContain("The truth of 1 video has changed between the runs: park-2.");
    expect(pageOf(before, before)).not.toMatch(/in one run only|has changed/);
  });
});

it("an axis reaches to a round number above all values, with few marks", () => {
  for (const most of [0.003, 0.7, 1, 3, 9.99, 12.6, 100, 4096, 123_456]) {
    const { high, marks } = axisTo(most);
    expect(high).toBeGreaterThanOrEqual(most);
    expect(high).toBeLessThanOrEqual(2 * most);
    expect(marks.length).toBeLessThanOrEqual(6);
    expect(marks.at(-1)).toBeCloseTo(high, 6);
  }
  expect(axisTo(0).marks).toEqual([0, 1]);
});

describe("npm run eval -- --page", () => {
  const folder = temporaryFolder();
  const program = fileURLToPath(new URL("../../../eval/run.ts", import.meta.url));
  const runEval = (...args: string[]) =>
    spawnSync(process.execPath, [program, ...args], { cwd: folder, env: forPrograms(), encoding: "utf8" });

  it("writes the page beside the run, and that of two beside the second", () => {
    for (const name of ["a", "b"]) {
      writeFileSync(
        join(folder, `${name}.json`),
        JSON.stringify(sampleRun(["careful"], { isDoubles: true })),
      );
    }
    expect(runEval("--page", "a.json")).toMatchObject({ status: 0, stdout: "The page: a.html\n" });
    const page = readFileSync(join(folder, "a.html"), "utf8");
    expect(page).toContain(DOUBLES);
    expect(page).toContain("/a.json · 2026-11-29 12:00 · 8 videos · watched 8 times");
    expect(page).not.toContain(dirname(folder));
    expect(runEval("--page", "a.json", "b.json").stdout).toBe("The page: b-compared.html\n");
    expect(readFileSync(join(folder, "b-compared.html"), "utf8")).toContain("Two evaluations, compared");
  });

  it("says what is wrong with the files that it gets, and never starts a run for it", () => {
    expect(runEval("--page")).toMatchObject({
      status: 2,
      stderr: "Name the file of a run, such as eval/out/run.json.\n",
    });
    expect(runEval("--compare").status).toBe(2);
    expect(runEval("--page", "c.json").stderr).toBe("There is no file c.json.\n");
    expect(runEval("--page", "a.json", "b.json", "a.json").stderr).toMatch(/^A page shows one run, or two/);
    writeFileSync(join(folder, "d.json"), "{}");
    expect(runEval("--page", "d.json").stderr).toBe("d.json is not a run that this version has written.\n");
  });
});
