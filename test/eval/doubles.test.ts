import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { FigureName } from "../../eval/figures.ts";
import { resultsOf, runFile, type VariantResult } from "../../eval/run/result.ts";
import { forPrograms } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const EVAL = fileURLToPath(new URL("../../eval/run.ts", import.meta.url));
const out = temporaryFolder();

/** Milliseconds on a machine with much other work; alone they take a tenth. */
const MANY_FILMS = 300_000;

/** As `npm run eval -- …` does it; no setting of this machine reaches it. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [EVAL, ...args], { cwd: out, env: forPrograms() });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  const finished = once(child, "close").then(([code]) => ({ code: code as number | null, text }));
  return { child, finished };
}

function read(name: string) {
  return runFile.parse(JSON.parse(readFileSync(join(out, name), "utf8")));
}

describe("the doubles, watched by the whole program", () => {
  let text = "";
  let results: VariantResult[] = [];
  beforeAll(async () => {
    const run = await start(["--quick", "--out", out]).finished;
    expect(run, run.text).toMatchObject({ code: 0 });
    text = run.text;
    results = resultsOf(read("quick.json"));
  }, MANY_FILMS);

  function figureOf(double: string, figure: FigureName): number {
    const found = results.find(({ variant }) => variant.model === `double-${double}`);
    return found?.figures[figure]?.value ?? Number.NaN;
  }

  it("the perfect one has every figure right", () => {
    const shares = [
      "eventsFound",
      "rightStill",
      "quoteFidelity",
      "writtenRead",
      "answeredRight",
      "refusedRight",
    ] as const;
    for (const figure of [...shares, "heldAtFirst", "rightLanguage", "usable", "shotsShown"] as const) {
      expect([figure, figureOf("perfect", figure)]).toEqual([figure, 1]);
    }
    for (const figure of ["eventsInvented", "timeErrorMost", "wordsInSilence", "repetition"] as const) {
      expect([figure, figureOf("perfect", figure)]).toEqual([figure, 0]);
    }
    expect(figureOf("perfect", "tokensAMinute")).toBeGreaterThan(1_000);
  });

  it("the blind one, which never got the pictures, finds no event and answers nothing", () => {
    expect(figureOf("blind", "eventsFound")).toBe(0);
    expect(figureOf("blind", "answeredRight")).toBe(0);
    expect(figureOf("blind", "eventsInvented")).toBe(0);
  });

  it("the liar is caught by the events that it invents, and by what it does not refuse", () => {
    expect(figureOf("liar", "eventsInvented")).toBe(1);
    expect(figureOf("liar", "refusedRight")).toBe(0);
  });

  it("the parrot is caught by its repetition", () => {
    expect(figureOf("parrot", "repetition")).toBeGreaterThan(0.5);
    for (const other of ["perfect", "blind", "liar", "late"]) expect(figureOf(other, "repetition")).toBe(0);
  });

  it("the late one is caught by the error of its times, and by its stills", () => {
    expect(figureOf("late", "timeErrorMedian")).toBeGreaterThan(1);
    expect(figureOf("late", "timeErrorMost")).toBeGreaterThanOrEqual(3);
    expect(figureOf("late", "rightStill")).toBeLessThan(0.5);
  });

  it("says what it costs, verdicts against the first, and that only doubles were asked", () => {
    expect(text).toMatch(/6 videos, watched 30 times: at least 90 requests/);
    expect(text).toMatch(/# eventsInvented[^#]*double-liar.*worse/);
    expect(text).toContain("Only doubles were asked: this says nothing about any model.");
    expect(read("quick.json").isDoubles).toBe(true);
  });

  it("a run compared with itself is neither better nor worse", async () => {
    const path = join(out, "quick.json");
    const { code, text: told } = await start(["--compare", path, path]).finished;
    expect(code).toBe(0);
    expect(told).toContain("double-perfect · structured · mixed · 24 frames against double-perfect");
    expect(told).toContain("cannot tell");
    expect(told).not.toMatch(/ {2}(better|worse)$/m);
  });

  it("a run that is killed goes on where it was", async () => {
    const args = ["--quick", "--doubles", "blind", "--budgets", "5", "--out", out];
    const kept = join(out, "quick-outcomes.jsonl");
    const killed = start(args);
    await new Promise<void>((resolve) => {
      const watcher = watch(out, () => {
        if (!existsSync(kept) || !readFileSync(kept, "utf8").includes("\n")) return;
        watcher.close();
        resolve();
      });
    });
    killed.child.kill("SIGKILL");
    await killed.finished;
    const [first = ""] = readFileSync(kept, "utf8").split("\n");
    const again = await start(args).finished;
    expect(again, again.text).toMatchObject({ code: 0 });
    const { outcomes } = read("quick.json");
    expect(outcomes).toHaveLength(6);
    expect(outcomes).toContainEqual(JSON.parse(first).outcome);
    expect(existsSync(kept)).toBe(false);
  });
});

it("without a server that answers nothing is started", async () => {
  const { code, text } = await start(["--models", "http://127.0.0.1:9/v1", "--yes", "--out", out]).finished;
  expect(code).toBe(2);
  expect(text).toMatch(/The model server at http:\/\/127\.0\.0\.1:9\/v1 cannot be asked \(model-/);
});
