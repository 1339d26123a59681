import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { feedbackCases } from "../../eval/feedback/cases.ts";
import { inspectSample } from "../../eval/feedback/export/inspect.ts";
import { ktoRows } from "../../eval/feedback/export/kto.ts";
import { type FeedbackLine, inLines, lineOf, readLines } from "../../eval/feedback/line.ts";
import { feedbackReport } from "../../eval/feedback/report.ts";
import type { Outcome } from "../../eval/outcome.ts";
import { readSet } from "../../eval/set.ts";
import { computeFigures, gradeAll } from "../../eval/statistics/compute-figures.ts";
import { wilson } from "../../eval/statistics/wilson.ts";
import type { FeedbackRecord } from "../../src/store/feedback/feedback-record.ts";
import { createStore } from "../../src/store/store.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { threadOf, voteOf } from "../store/samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const VIDEO = Buffer.from("a video of ninety seconds");
const SHA = createHash("sha256").update(VIDEO).digest("hex");
const ABOUT = { video: { sha256: SHA, seconds: 90 } };
const DOG = voteOf(threadOf("T1"), ABOUT);
const RAIN = {
  ...DOG.judged,
  ...{ start: 20, end: 30, theme: "Rain", description: "It rains.", key: 25, still: 25 },
};

const VOTES: readonly (readonly [string, Partial<FeedbackRecord>])[] = [
  ["ann", { verdict: "good" }],
  ["ben", { verdict: "good", comment: "Nice dog" }],
  ["cem", { verdict: "wrong-content" }],
  ["ann", { segment: 2, judged: RAIN, verdict: "wrong-time", comment: "It begins at 0:40" }],
  ["ben", { segment: null, verdict: "missed", comment: "From 1:10 to 1:20 an umbrella breaks" }],
  ["cem", { segment: 2, judged: RAIN, verdict: "bad-still" }],
];

/** A store in a folder with votes of several people, and then closed. */
async function votedFolder(pictures?: readonly Buffer[]) {
  const folder = temporaryFolder();
  const store = createStore({
    ...{ url: undefined, folder: join(folder, "data"), logger: createFakeLogger(), now: Date.now },
    ...{ maxBytes: 1e9, contextTtlMs: 1e9, originalTtlMs: 1e9, originalsMaxBytes: 1e9 },
  });
  for (const [i, [author, changes]] of VOTES.entries()) {
    await store.feedback.put(author, { ...DOG, ...changes, at: 1_000_000 + i }, pictures);
  }
  const lines = (await store.feedback.list()).map(lineOf);
  await store.close();
  return { folder, lines };
}

function run(folder: string, ...args: string[]) {
  const env = { ...process.env, DATA_DIR: join(folder, "data") };
  return promisify(execFile)(process.execPath, ["eval/feedback/run.ts", ...args], { env });
}

/** A summary that tells these. */
function outcomeOf(id: string, told: readonly { at: number; text: string }[]): Outcome {
  const segments = told.map(({ at, text }) => ({
    ...{ start: at - 2, end: at + 2, key: at, still: at, theme: text, description: "", significance: "" },
    quotes: [],
  }));
  return {
    ...{
      case: id,
      at: "2026-11-29T12:00:00Z",
      seconds: 90,
      frames: [],
      answers: [],
      requests: 1,
      repairs: 0,
    },
    variant: { model: "m", server: "s", prompt: "p", promptVersion: "1", sampler: "mixed", budget: null },
    summary: { title: "", overview: "", segments, cues: [], language: "en" },
    ...{ tokens: { prompt: 1, cached: null, output: 1 }, ms: { all: 1, model: 1 } },
  };
}

describe("the interval of a share", () => {
  // Newcombe 1998 and the R package "binom".
  it.each([
    [8, 10, 0.49, 0.943],
    [0, 10, 0, 0.278],
    [81, 263, 0.255, 0.366],
    [0, 0, 0, 1],
  ])("of %i in %i is Wilson's", (hits, of, low, high) => {
    expect(wilson(hits, of).low).toBeCloseTo(low, 3);
    expect(wilson(hits, of).high).toBeCloseTo(high, 3);
  });
});

describe("the report", () => {
  const line = lineOf({ ...DOG, id: "i", scope: "s" });
  const many = (prompt_version: string, good: number, of: number): FeedbackLine[] =>
    Array.from({ length: of }, (_, i) => ({
      ...{ ...line, prompt_version, id: `${prompt_version}-${i}` },
      verdict: i < good ? "good" : "missed",
    }));

  it("tells rates with intervals and counts by what made the summaries, and says where there is too little", () => {
    const report = feedbackReport([...many("summary-5", 8, 10), ...many("summary-6", 3, 4)], 10);
    const rowOf = (name: string) =>
      report
        .split("\n")
        .find((row) => row.includes(name))
        ?.replace(/\s+/g, " ");
    expect(rowOf("summary-5")).toContain("10 80 % 49 % to 94 %");
    expect(rowOf("summary-6")).toContain("4 too few");
    for (const by of ["prompt version", "model", "sampler", "kind", "length"]) expect(report).toContain(by);
    expect(rowOf("m on vllm")).toContain("14 79 %");
    expect(rowOf("under 3 minutes")).toContain("14 79 %");
  });

  it("says that there is nothing", () => {
    expect(feedbackReport([], 10)).toBe("There is no feedback yet.");
  });
});

describe("the export", () => {
  it("has one line a verdict in the documented form, the same each time, and no names", async () => {
    const { folder, lines } = await votedFolder();
    const { stdout } = await run(folder, "export");
    expect((await run(folder, "export")).stdout).toBe(stdout);
    expect(readLines(stdout)).toEqual(lines);
    expect(Object.keys(JSON.parse(stdout.split("\n")[0] ?? ""))).toEqual(
      readFileSync("docs/feedback.md", "utf8")
        .match(/^\| `(\w+)` \| /gm)
        ?.map((row) => row.slice(3, -4))
        .filter((field) => field !== "images"),
    );
    for (const name of ["ann", "T1", "images"]) expect(stdout).not.toContain(name);
  });

  it("has frames only where they are asked for and were kept", async () => {
    const frames = [Buffer.from("one"), Buffer.from("two")];
    const { folder } = await votedFolder(frames);
    expect((await run(folder, "export")).stdout).not.toContain("images");
    const out = join(folder, "out");
    await run(folder, "export", "--as", "kto", "--with-frames", "--out", out);
    const [row] = readFileSync(join(out, "feedback-kto.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((one) => JSON.parse(one));
    expect(row.images.map((path: string) => readFileSync(join(out, path), "utf8"))).toEqual(["one", "two"]);
    const bare = await votedFolder();
    const { stderr } = await run(bare.folder, "export", "--with-frames", "--out", join(bare.folder, "out"));
    expect(stderr).toContain("6 verdicts, 6 of them without frames");
  });

  it("gives KTO one row a reply: good where most say so, none where they are divided", () => {
    const line = lineOf({ ...DOG, id: "i", scope: "s" });
    const of = (reply_id: string, verdicts: readonly FeedbackLine["verdict"][]) =>
      verdicts.map((verdict) => ({ ...line, reply_id, verdict }));
    const lines = [
      ...of("liked", ["good", "good", "missed"]),
      ...of("disliked", ["good", "bad-still", "missed"]),
      ...of("divided", ["good", "missed"]),
      { ...line, reply_id: "by no model", reply: null },
    ];
    expect(ktoRows(lines)).toEqual(
      [true, false].map((label) => ({
        prompt: [
          { role: "system", content: "s" },
          { role: "user", content: "<0.0 seconds>\n<4.5 seconds>\nq" },
        ],
        completion: [{ role: "assistant", content: "{}" }],
        label,
      })),
    );
  });

  it("gives Inspect what was seen, and the verdict as target", () => {
    const line = lineOf({ ...DOG, id: "i", scope: "s" });
    expect(inspectSample(line)).toMatchObject({
      input: [{ role: "user", content: "0:00 to 0:20\nA dog\nA dog fetches a ball." }],
      ...{ target: "wrong-time", id: "i" },
      metadata: { model: "m", prompt_version: "3", frames: [0, 4.48], cues: ["c1"], reply: "{}" },
    });
  });
});

describe("cases out of feedback", () => {
  it("are what people agree on, and moments that they name", async () => {
    const { lines } = await votedFolder();
    const [one] = feedbackCases(lines);
    expect(one?.truth.events).toEqual([
      { id: "e1", start: 0, end: 20, words: [["dog"]] },
      { id: "e2", start: 37, end: 43, words: [["rain"]] },
      { id: "e3", start: 70, end: 80, words: [["umbrella"], ["breaks"]] },
    ]);
    expect(feedbackCases(lines.filter(({ verdict }) => verdict === "wrong-content"))).toEqual([]);
  });

  it("are the same from the store and from an export, and give the same figures", async () => {
    const { folder, lines } = await votedFolder();
    const videos = join(folder, "videos");
    mkdirSync(videos);
    writeFileSync(join(videos, "park.mp4"), VIDEO);
    writeFileSync(join(videos, "other.mp4"), "another");
    const exported = join(folder, "feedback.jsonl");
    writeFileSync(exported, inLines(lines));
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    const { stdout } = await run(folder, "cases", "--videos", videos, "--out", a);
    expect(stdout).toContain("Cases written to");
    await run(folder, "cases", "--videos", videos, "--out", b, "--from", exported);
    expect(readdirSync(b)).toEqual(readdirSync(a));
    const figuresOf = async (set: string) => {
      const cases = await readSet(set);
      expect(cases.map(({ path }) => readFileSync(path))).toEqual([VIDEO]);
      const truths = cases.map(({ truth }) => truth);
      const told = outcomeOf(truths[0]?.id ?? "", [
        { at: 10, text: "A dog" },
        { at: 44, text: "It rains" },
        { at: 60, text: "An umbrella breaks" },
      ]);
      return computeFigures(gradeAll(truths, [told]));
    };
    const figures = await figuresOf(a);
    expect(await figuresOf(b)).toEqual(figures);
    expect(figures.eventsFound).toMatchObject({ value: 2 / 3, counted: 3 });
    expect(figures.timeErrorMedian?.value).toBe(1);
  });

  it.each([
    [["explain"], "npm run feedback -- report"],
    [["export", "--as", "csv"], "npm run feedback -- report"],
    [["export", "--with-frames"], "Name a folder with --out."],
    [["cases"], "--videos"],
  ])("says how to call it after %j", async (args, hint) => {
    const failed = await run(temporaryFolder(), ...args).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining(hint) });
  });
});
