import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { startModelServer } from "../fakes/model-server/model-server.ts";
import { makeClip } from "../fixtures/clip.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("a verdict from the terminal is kept with what the model was shown and said, and goes with the video", async () => {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  const folder = temporaryFolder();
  const DATA_DIR = join(folder, "data");
  const shots = (["red", "blue"] as const).map((colour) => ({ colour, frames: 20 }));
  await makeClip(join(folder, "film.mp4"), { shots, rate: 10, width: 320, height: 180 });
  const env = { MODEL_BASE_URL: server.url, TMPDIR: folder, DATA_DIR };
  const run = (...args: string[]) => startCuepoint(args, { cwd: folder, env }).finished;
  const exported = async () => {
    const script = ["eval/feedback/run.ts", "export"];
    const { stdout } = await promisify(execFile)(process.execPath, script, {
      env: { ...process.env, DATA_DIR },
    });
    return stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  };
  const rate = (...args: string[]) => run("rate", "film.mp4", ...args);

  expect((await rate("--verdict", "good")).stderr).toContain("I don’t have a video");
  const summarized = await run("summarize", "film.mp4");
  expect(summarized.code, summarized.stderr).toBe(0);
  expect((await rate("--segment", "2")).stderr).toContain("--verdict");
  expect((await rate("--segment", "9", "--verdict", "good")).stderr).toContain("from 1 to 2");
  const { code, stdout } = await rate(
    "--segment",
    "2",
    "--verdict",
    "wrong-time",
    "--comment",
    "It is at 0:03.",
  );
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Thanks for the feedback."),
  });
  const [line, ...more] = await exported();
  expect(more).toEqual([]);
  expect(line).toMatchObject({
    ...{
      segment: 2,
      verdict: "wrong-time",
      comment: "It is at 0:03.",
      sampler: "mixed",
      server: "llama.cpp",
    },
    judged: { start: 2, theme: "Blue" },
    reply: expect.stringContaining("Blue"),
  });
  expect(line.frames.length).toBeGreaterThan(4);
  expect(line.question).toContain("Divide the video");
  await run("forget", "film.mp4");
  expect(await exported()).toEqual([]);
});
