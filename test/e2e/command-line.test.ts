import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { ffmpeg, makeClip } from "../fixtures/clip.ts";
import { markProcesses } from "../support/processes.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const temporary = temporaryFolder();
let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer();
  const shots = [
    { colour: "red", frames: 40 },
    { colour: "blue", frames: 40 },
  ] as const;
  await makeClip(join(folder, "good.mp4"), { shots, width: 320, height: 180 });
  writeFileSync(join(folder, "text.mp4"), "This is no video.\n");
  writeFileSync(join(folder, "empty.mp4"), "");
  writeFileSync(join(folder, "playlist.mp4"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n");
  mkdirSync(join(folder, "folder.mp4"));
  await ffmpeg(["-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", join(folder, "sound.m4a")]);
});

afterAll(async () => {
  await server.stop();
});

const mark = markProcesses();
const run = (...args: string[]) =>
  startCuepoint(args, {
    cwd: folder,
    env: { ...mark.environment, MODEL_BASE_URL: server.url, TMPDIR: temporary },
  });

describe("a file that cannot be summarized", () => {
  it.each([
    ["missing.mp4", 66],
    ["folder.mp4", 66],
    ["empty.mp4", 65],
    ["text.mp4", 65],
    ["playlist.mp4", 65],
    ["sound.m4a", 65],
  ])("is refused with one sentence and an exit code of its kind: %s", async (name, expected) => {
    const { code, stdout, stderr } = await run("summarize", name, "--out", "refused").finished;
    expect(code).toBe(expected);
    expect(stdout).toBe("");
    const told = stderr.split("\n").filter((line) => line.includes(name));
    expect(told).toHaveLength(1);
    expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
    expect(readdirSync(folder)).not.toContain("refused");
  });
});

it("goes on with the next file after one that fails, and exits with the failure", async () => {
  const { code, stdout } = await run("summarize", "text.mp4", "good.mp4", "--out", "several").finished;
  expect(code).toBe(65);
  expect(stdout).toContain("Red");
  expect(readdirSync(join(folder, "several", "good"))).toContain("report.html");
});

it.each(["-y.mp4", "a:b.mp4", "50%d.mp4", "üñí 视频.mp4", "pipe:0"])(
  "takes a file named %s",
  async (name) => {
    await makeClip(join(folder, "odd.mp4"), {
      shots: [{ colour: "green", frames: 5 }],
      width: 160,
      height: 90,
    });
    copyFileSync(join(folder, "odd.mp4"), join(folder, name));
    const { code, stderr } = await run("summarize", "--out", "odd", "--", name).finished;
    expect(code, stderr).toBe(0);
  },
);

it.each([
  [["--from", "3:00", "--to", "1:00"], 2],
  [["--keyframes", "99"], 2],
  [["--language", "no language"], 2],
  [["--from", "9:00"], 2],
  [["--nonsense"], 2],
])("answers a wrong command line with exit code 2: %j", async (options, expected) => {
  const { code, stderr } = await run("summarize", "good.mp4", ...options).finished;
  expect(code, stderr).toBe(expected);
});

it.each([
  [["ask", "good.mp4"], 2],
  [["ask", "missing.mp4", "Who?"], 66],
  [["frame", "missing.mp4", "1"], 66],
  [["more", "good.mp4"], 2],
])("ends %j with exit code %i and no answer", async (args, expected) => {
  const { code, stdout, stderr } = await run(...args).finished;
  expect(code, stderr).toBe(expected);
  expect(stdout).toBe("");
});

it("stops everything on Ctrl-C, and leaves nothing behind", async () => {
  await server.misbehave("hang");
  const asked = server.requests.length;
  const { child, finished } = run("summarize", "good.mp4", "--out", "stopped");
  const request = await server.request(asked);
  child.kill("SIGINT");
  const { code, stdout } = await finished;
  await server.misbehave(null);
  expect(code).toBe(130);
  expect(stdout).toBe("");
  expect(await request.closed).toBe("aborted");
  expect(readdirSync(folder)).not.toContain("stopped");
  expect(readdirSync(temporary)).toEqual([]);
  await mark.gone();
});

it("names every wrong setting at once, and shows no secret", async () => {
  const { finished } = startCuepoint(["summarize", "good.mp4"], {
    cwd: folder,
    env: { MODEL_BASE_URL: "ftp://key-canary@host", MODEL_MAX_IMAGES: "many", MODEL_API_KEY: "key-canary" },
  });
  const { code, stderr } = await finished;
  expect(code).toBe(78);
  expect(stderr).toContain("MODEL_BASE_URL");
  expect(stderr).toContain("MODEL_MAX_IMAGES");
  expect(stderr).not.toContain("key-canary");
});
