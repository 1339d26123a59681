import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readAll, startProcess } from "../../../src/video/ffmpeg/process.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { fakeMachine } from "../../support/fake-machine.ts";
import { runningProcesses } from "../../support/running-processes.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const environment = { PATH: process.env.PATH ?? "" };

/** A shell script in place of ffmpeg. */
function script(body: string) {
  const { program, root } = fakeMachine();
  program("ffmpeg", body);
  const path = join(root, "ffmpeg");
  const start = (options: { signal?: AbortSignal; timeLimit?: number } = {}) =>
    startProcess(path, [], { signal: never, timeLimit: 20_000, environment, ...options });
  return { path, root, start };
}

/** Says so when its child runs too; both mention the folder, by which they are found. */
const WITH_CHILD = `"$0-child" & echo ready; wait`;
function parentAndChild() {
  const { program, root } = fakeMachine();
  program("ffmpeg-child", "exec sleep 600");
  program("ffmpeg", WITH_CHILD.replace('"$0-child"', `sh -c 'sleep 600; : ${root}'`));
  return { root, path: join(root, "ffmpeg") };
}

describe("a process", () => {
  it("ends with its children when it is cancelled", async () => {
    const { root, path } = parentAndChild();
    const controller = new AbortController();
    const running = startProcess(path, [], { signal: controller.signal, timeLimit: 20_000, environment });
    for await (const _ of running.stdout) {
      expect(runningProcesses(root)).toHaveLength(2);
      controller.abort();
    }
    await expect(running.exit).rejects.toMatchObject({ code: "cancelled" });
    await vi.waitFor(() => expect(runningProcesses(root)).toEqual([]));
  });

  it("ends with its children at the time limit", async () => {
    const { root, path } = parentAndChild();
    const running = startProcess(path, [], { signal: never, timeLimit: 50, environment });
    running.stdout.resume();
    await expect(running.exit).rejects.toMatchObject({ code: "video-timeout" });
    await vi.waitFor(() => expect(runningProcesses(root)).toEqual([]));
  });

  it("takes the children it left behind with it", async () => {
    const { program, root } = fakeMachine();
    program("ffmpeg", `sh -c 'sleep 600; : ${root}' >/dev/null 2>&1 3>&1 & echo done`);
    const running = startProcess(join(root, "ffmpeg"), [], { signal: never, timeLimit: 20_000, environment });
    await expect(readAll(running, 100)).resolves.toBe("done\n");
    await expect(running.exit).resolves.toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(runningProcesses(root)).toEqual([]));
  });

  it("sees only the variables it was given", async () => {
    vi.stubEnv("CUEPOINT_TEST_SECRET", "canary");
    onTestFinished(() => void vi.unstubAllEnvs());
    const running = script("env").start();
    const [text] = await Promise.all([readAll(running, 10_000), running.exit]);
    expect(text).toContain("PATH=");
    expect(text).not.toContain("canary");
  });

  it("cannot read what a person types", async () => {
    const running = script("cat; echo nothing").start();
    await expect(readAll(running, 100)).resolves.toBe("nothing\n");
  });

  it("keeps only the end of a long complaint", async () => {
    const running = script("yes complaint | head -c 3000000 >&2; echo the end >&2; exit 3").start();
    running.stdout.resume();
    const { code, messages } = await running.exit;
    expect(code).toBe(3);
    expect(messages.length).toBeLessThanOrEqual(64 * 1024);
    expect(messages.endsWith("complaint\nthe end\n")).toBe(true);
  });

  it("ends when it says more than anybody wants to hold", async () => {
    const { root, start } = script("yes everything");
    const running = start();
    await expect(readAll(running, 100_000)).rejects.toMatchObject({ code: "video-failed" });
    await running.exit;
    expect(runningProcesses(root)).toEqual([]);
  });

  it("does not begin after it was cancelled", () => {
    const { root, start } = script(`touch "$0.began"`);
    expect(() => start({ signal: AbortSignal.abort() })).toThrow(
      expect.objectContaining({ code: "cancelled" }),
    );
    expect(existsSync(join(root, "ffmpeg.began"))).toBe(false);
  });

  it("says that its program is missing", async () => {
    const running = startProcess("/nowhere/ffmpeg", [], { signal: never, timeLimit: 1_000, environment });
    await expect(running.exit).rejects.toMatchObject({ code: "ffmpeg-missing" });
  });
});

describe("ffmpeg as a pair of programs", () => {
  it("gives up on a header that takes longer than ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { path, root } = script("exec sleep 600");
    const opening = createFfmpegReader(testFfmpeg({ ffprobe: path }), { maxMinutes: 10 }).open(
      "any.mp4",
      never,
    );
    const refused = expect(opening).rejects.toMatchObject({ code: "video-timeout" });
    vi.advanceTimersByTime(10_001);
    await refused;
    expect(runningProcesses(root)).toEqual([]);
  });

  it("tells its version", async () => {
    await expect(testFfmpeg().version(never)).resolves.toMatch(/^ffmpeg version \S+/);
  });

  it.each(["ffmpeg", "ffprobe"] as const)("misses %s where it does not run", async (name) => {
    const { path } = script("echo cannot load a library >&2; exit 127");
    await expect(testFfmpeg({ [name]: path }).version(never)).rejects.toMatchObject({
      code: "ffmpeg-missing",
    });
    await expect(testFfmpeg({ [name]: "/nowhere" }).version(never)).rejects.toMatchObject({
      code: "ffmpeg-missing",
    });
  });

  it("bounds what a header may say", async () => {
    const { path } = script("yes '{'");
    const opening = createFfmpegReader(testFfmpeg({ ffprobe: path }), { maxMinutes: 10 }).open(
      "any.mp4",
      never,
    );
    await expect(opening).rejects.toMatchObject({ code: "video-failed" });
  });

  it("takes a header that makes no sense for no video", async () => {
    const { path } = script(`echo '{"streams": [{"index": "first"}], "format": {}}'`);
    const opening = createFfmpegReader(testFfmpeg({ ffprobe: path }), { maxMinutes: 10 }).open(
      "any.mp4",
      never,
    );
    await expect(opening).rejects.toMatchObject({ code: "not-a-video" });
  });

  it("takes a header that is cut short for no video", async () => {
    const { path } = script(`printf '{"streams": ['`);
    const opening = createFfmpegReader(testFfmpeg({ ffprobe: path }), { maxMinutes: 10 }).open(
      "any.mp4",
      never,
    );
    await expect(opening).rejects.toMatchObject({ code: "not-a-video" });
  });
});
