import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { ffmpeg, makeClip } from "../fixtures/clip.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SUBTITLES = `1
00:00:01,000 --> 00:00:02,500
Welcome to the quarterly meeting.

2
00:00:05,000 --> 00:00:06,500
The budget grows by ten percent.

3
00:00:09,200 --> 00:00:10,800
See you on Friday.
`;

const folder = temporaryFolder();
let server: ModelServer;
let summarized: Awaited<CliRun["finished"]>;

function cuepoint(...args: string[]) {
  const env = {
    ...{ MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR: join(folder, "data") },
    SPEECH_BASE_URL: "off",
  };
  return startCuepoint(args, { cwd: folder, env }).finished;
}

beforeAll(async () => {
  server = await startModelServer({ contextTokens: 24_000 });
  const shots = (["red", "blue", "teal"] as const).map((colour) => ({ colour, frames: 40 }));
  await makeClip(join(folder, "silent.mp4"), { shots, rate: 10, width: 320, height: 180 });
  await writeFile(join(folder, "words.srt"), SUBTITLES);
  const inputs = ["-i", join(folder, "silent.mp4"), "-i", join(folder, "words.srt")];
  const tags = ["-c:v", "copy", "-c:s", "mov_text", "-metadata:s:s:0", "language=eng"];
  await ffmpeg([...inputs, "-map", "0:v", "-map", "1:s", ...tags, join(folder, "talk.mp4")]);
  summarized = await cuepoint("summarize", "talk.mp4", "--out", "out");
  expect(summarized.code, summarized.stderr).toBe(0);
});

afterAll(() => server.stop());

it("each segment quotes what was said in it, with its time, and the coverage says where the words are from", () => {
  const lines = summarized.stdout.split("\n").map((line) => line.trim());
  const segment = (heading: RegExp) => lines.slice(lines.findIndex((line) => heading.test(line)));
  expect(segment(/0:00 – 0:04/)[2]).toBe("“Welcome to the quarterly meeting.” (0:01)");
  expect(segment(/0:04 – 0:08/)[2]).toBe("“The budget grows by ten percent.” (0:05)");
  expect(segment(/0:08 – /)[2]).toBe("“See you on Friday.” (0:09)");
  expect(summarized.stdout).toContain("Words from the video’s subtitles, English.");
});

it("the report and summary.json have every line", () => {
  const report = readFileSync(join(folder, "out/report.html"), "utf8");
  expect(report).toContain("What was said");
  expect(report).toContain('<a class="when" href="#segment-3">0:09</a> See you on Friday.');
  const json = JSON.parse(readFileSync(join(folder, "out/summary.json"), "utf8"));
  expect(json.transcript).toHaveLength(3);
  expect(json.segments[1].quotes).toEqual([{ start: 5, end: 6.5, text: "The budget grows by ten percent." }]);
  expect(json.coverage.sound).toMatchObject({ source: "subtitles", language: "en" });
});

it("a question about what was said is answered with the line and its time, and none is made up", async () => {
  const told = await cuepoint("ask", "talk.mp4", "What is said about the budget?");
  expect(told.stdout).toContain("“The budget grows by ten percent.” (0:05)");
  const untold = await cuepoint("ask", "talk.mp4", "What is said about penguins?");
  expect(untold.stdout).toContain("I can’t find that in what is said, or in the frames I looked at.");
  expect(untold.stdout).toContain("Words from the video’s subtitles");
});

it("a question about words is looked at again where they were said, and shows the picture of that time", async () => {
  const { stdout, code } = await cuepoint("ask", "talk.mp4", "What is said about Friday?");
  expect(code).toBe(0);
  expect(stdout).toContain("“See you on Friday.” (0:09)");
  expect(stdout).toContain("I took a closer look at 0:07.2–0:1");
  expect(stdout).toMatch(/At 0:(?:0[7-9]|1[01])\.\d: \S+moment-/);
});

it("a question about words of a video that was not to be listened to says so, and why", async () => {
  const before = server.requests.length;
  expect((await cuepoint("summarize", "talk.mp4", "--no-sound", "--out", "unheard")).code).toBe(0);
  const asked = server.requests.length;
  expect(asked).toBeGreaterThan(before);
  const { stdout } = await cuepoint("ask", "talk.mp4", "What is said about the budget?");
  expect(stdout).toContain("I don’t know what is said in this video. Sound not used, as asked.");
  expect(server.requests).toHaveLength(asked);
});

it("no line of it reaches the log", () => {
  expect(summarized.stderr).not.toMatch(/quarterly|budget|Friday/);
});
