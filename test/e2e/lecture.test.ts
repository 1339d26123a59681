import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SummaryJson, summaryJsonSchema } from "../../src/summary/summary-json-schema.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { makeSlideClip, readSlide, THREE_SLIDES } from "../fixtures/slide-clip.ts";
import { decodeJpeg } from "../support/read-picture.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { MINUTES } from "./long-video.ts";

const folder = temporaryFolder();

/** What the stills show, in the order in which the slides were first shown. */
const COMPLETE = [
  { slide: 1, lines: 3, width: 1280 },
  { slide: 2, lines: 4, width: 1280 },
  { slide: 3, lines: 3, width: 1280 },
];
let model: ModelServer;
/** Of the lecture, as it was printed. */
let stdout: string;

beforeAll(async () => {
  model = await startModelServer();
  await makeSlideClip(join(folder, "talk.mp4"), THREE_SLIDES);
  stdout = await summarize("--for", "lecture", "--out", "lecture");
});

afterAll(() => model.stop());

async function summarize(...args: string[]) {
  const env = { MODEL_BASE_URL: model.url, TMPDIR: folder };
  const {
    code,
    stdout: printed,
    stderr,
  } = await startCuepoint(["summarize", "talk.mp4", ...args], {
    cwd: folder,
    env,
  }).finished;
  expect(code, stderr).toBe(0);
  return printed;
}

function readSummary(out: string): SummaryJson {
  return summaryJsonSchema.parse(JSON.parse(readFileSync(join(folder, out, "summary.json"), "utf8")));
}

async function look(path: string) {
  const picture = await decodeJpeg(readFileSync(path));
  return { ...readSlide(picture), width: picture.width };
}

it("a lecture is its slides, each once and as it was when most was written on it, in full size", async () => {
  const { kind, findings } = readSummary("lecture");
  expect(kind).toBe("lecture");
  const slides = findings.filter(({ type }) => type === "slide");
  expect(slides.map(({ text, start_time, end_time }) => [text, start_time, end_time])).toEqual([
    ["Chapter 1", "00:00:00", "00:00:10"],
    ["Chapter 2", "00:00:15", "00:00:21"],
    ["Chapter 3", "00:00:21", "00:00:26"],
  ]);
  const stills = await Promise.all(slides.map(({ still }) => look(join(folder, "lecture", still ?? ""))));
  expect(stills).toEqual(COMPLETE);
  expect(slides.map(({ quotes }) => quotes.map(({ start }) => start))).toEqual([[1, 6, 27], [16, 32], [22]]);
  expect(stdout).toContain("Slides\n• 0:00 Chapter 1\n• 0:15 Chapter 2\n• 0:21 Chapter 3");
});

it("tells which terms are explained, by the line in which they are, and the parts of the talk beside the slides", async () => {
  const terms = readSummary("lecture").findings.filter(({ type }) => type === "term");
  expect(terms.map(({ text, quotes }) => [text, quotes[0]?.start])).toEqual([
    ["Entropy: how many ways there are", 6],
    ["gradient: the direction of steepest ascent", 22],
  ]);
  expect(stdout).toContain("Key terms\n• 0:06 Entropy: how many ways there are");
  expect(stdout).toMatch(/^0:00 \w.*\n0:\d\d /m);
});

it("a lecture without a model has its slides by their pictures, and says that the rest was not looked for", async () => {
  const unread = await startCuepoint(["summarize", "talk.mp4", "--for", "lecture", "--out", "unread"], {
    cwd: folder,
    env: { TMPDIR: folder, MODEL_BASE_URL: "http://127.0.0.1:9/v1" },
  }).finished;
  expect(unread.code, unread.stderr).toBe(0);
  const slides = readSummary("unread").findings;
  const stills = await Promise.all(slides.map(({ still }) => look(join(folder, "unread", still ?? ""))));
  expect(stills).toEqual(COMPLETE);
  expect(unread.stdout).toContain("I couldn’t look for this everywhere");
});

it("writes the slides into a folder of their own, named by time and title", async () => {
  const printed = await summarize("--slides", "slides", "--out", "kept");
  const names = readdirSync(join(folder, "slides")).toSorted();
  expect(names).toEqual(["00h00m00s-chapter-1.jpg", "00h00m15s-chapter-2.jpg", "00h00m21s-chapter-3.jpg"]);
  expect(await Promise.all(names.map((name) => look(join(folder, "slides", name))))).toEqual(COMPLETE);
  expect(printed).toContain("3 slides: slides\n");
});

it("says so where there are no slides, and leaves no folder behind", async () => {
  await makeSlideClip(join(folder, "speaker.mp4"), { scenes: [{ seconds: 6, speaker: "teal" }] });
  const speaker = await startCuepoint(["summarize", "speaker.mp4", "--slides", "none", "--out", "speaker"], {
    cwd: folder,
    env: { MODEL_BASE_URL: model.url, TMPDIR: folder },
  }).finished;
  expect(speaker.stdout).toContain("No slides were found.");
  expect(speaker.stdout).toContain("I saw no slides and heard no terms explained.");
  expect(existsSync(join(folder, "none"))).toBe(false);
});

it("a long lecture has each slide once over all its parts, a picture each", async () => {
  const scenes = [
    { seconds: 45, slide: 1, lines: 1 },
    { seconds: 50, slide: 1, lines: 3 },
    { seconds: 40, slide: 2, lines: 4 },
    { seconds: 45, slide: 3, lines: 3 },
  ];
  await makeSlideClip(join(folder, "long.mp4"), { scenes });
  const env = { ...MINUTES, MODEL_BASE_URL: model.url, TMPDIR: folder, DATA_DIR: join(folder, "data") };
  const args = ["summarize", "long.mp4", "--for", "lecture", "--slides", "all", "--out", "long"];
  for (const _ of ["made", "kept"]) {
    const { code, stderr } = await startCuepoint(args, { cwd: folder, env }).finished;
    expect(code, stderr).toBe(0);
    const { parts, findings } = readSummary("long");
    expect(parts.length).toBeGreaterThan(2);
    expect(findings.map(({ text, start_time }) => [text, start_time])).toEqual([
      ["Chapter 1", "00:00:00"],
      ["Chapter 2", "00:01:35"],
      ["Chapter 3", "00:02:15"],
    ]);
    const stills = findings.map(({ still }) => look(join(folder, "long", still ?? "")));
    expect(await Promise.all(stills)).toEqual(COMPLETE);
  }
  expect(readdirSync(join(folder, "all"))).toHaveLength(3);
});
