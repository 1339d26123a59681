import { afterEach, describe, expect, it } from "vitest";
import { type ProcessOptions, type RunningProcess, readAll, startProcess } from "../../src/process/start.ts";
import { codeOf } from "../support/code-of.ts";
import { programFolder } from "../support/fake-program.ts";
import { markProcesses } from "../support/processes.ts";

const { program } = programFolder();
const mark = markProcesses();
afterEach(() => mark.kill());

function start(name: string, script: string, options: Partial<ProcessOptions> = {}): RunningProcess {
  const running = startProcess(program(name, script), [], {
    signal: new AbortController().signal,
    timeLimit: 20_000,
    environment: mark.environment,
    faults: { missing: "ffmpeg-missing", timeout: "video-timeout", overflow: "video-failed" },
    ...options,
  });
  running.side.resume();
  return running;
}

describe("startProcess", () => {
  it("ends a program that hangs, with its children", async () => {
    const running = start("hang", "trap '' TERM INT HUP\nsleep 1000 &\nsleep 1000", { timeLimit: 100 });
    running.stdout.resume();
    expect(await codeOf(running.exit)).toBe("video-timeout");
    await mark.gone();
  });

  it("ends what a program leaves behind, and does not wait for it", async () => {
    const running = start("fork", "for i in 1 2 3 4 5; do sleep 1000 & done\necho done");
    expect(await readAll(running, 100, "video-failed")).toBe("done\n");
    expect(await running.exit).toMatchObject({ code: 0 });
    await mark.gone();
  });

  it("comes to an end although a child left the group and holds the pipes", async () => {
    const running = start("leave", "setsid sleep 1000 &\necho done");
    const reading = readAll(running, 100, "video-failed");
    expect(await running.exit).toMatchObject({ code: 0 });
    await Promise.allSettled([reading]);
  });

  it("keeps what a program has written for a reader that is far behind its end", async () => {
    const running = start("written", "head -c 150000 /dev/zero");
    let size = 0;
    for await (const chunk of running.stdout as AsyncIterable<Buffer>) {
      // Longer than pipes stay open where no reader is behind.
      if (size === 0) await new Promise((resolve) => setTimeout(resolve, 2_500));
      size += chunk.length;
    }
    expect(size).toBe(150_000);
    expect(await running.exit).toMatchObject({ code: 0 });
  });

  it("keeps the end of what a chatty program writes to stderr, and no more", async () => {
    const before = process.memoryUsage().rss;
    const running = start("spam", "yes spam | head -c 50000000 >&2\necho last words >&2");
    running.stdout.resume();
    const { messages } = await running.exit;
    expect(messages.length).toBeLessThanOrEqual(64 * 1024);
    expect(messages).toMatch(/last words\n$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    await mark.gone();
  });

  it("ends a program that writes without end", async () => {
    const running = start("endless", "yes");
    expect(await codeOf(readAll(running, 1_000_000, "video-failed"))).toBe("video-failed");
    await mark.gone();
  });

  it("ends a program when the work is cancelled", async () => {
    const abort = new AbortController();
    const running = start("wait", "sleep 1000 &\necho ready\nwait", { signal: abort.signal });
    running.stdout.once("data", () => abort.abort());
    expect(await codeOf(running.exit)).toBe("cancelled");
    await mark.gone();
  });

  it("starts nothing for work that is cancelled already", () => {
    expect(() => start("never", "sleep 1000", { signal: AbortSignal.abort() })).toThrow("cancelled");
    expect(mark.running()).toEqual([]);
  });

  it("shows the program no variable but those it is given", async () => {
    const running = start("env", "env");
    const names = (await readAll(running, 10_000, "video-failed"))
      .split("\n")
      .map((line) => line.split("=")[0]);
    // The shell adds the last three by itself.
    const known = [...Object.keys(mark.environment), "PWD", "SHLVL", "_", ""];
    expect(names.filter((name = "") => !known.includes(name))).toEqual([]);
  });

  it("gives the program nothing to read and no terminal", async () => {
    const running = start("read", "read line && echo heard || echo nothing");
    expect(await readAll(running, 100, "video-failed")).toBe("nothing\n");
  });

  it("says which sentence fits a program that is not there", async () => {
    const running = startProcess("/nonexistent/ffmpeg", [], {
      signal: new AbortController().signal,
      timeLimit: 1_000,
      environment: {},
      faults: { missing: "ffmpeg-missing", timeout: "video-timeout", overflow: "video-failed" },
    });
    expect(await codeOf(running.exit)).toBe("ffmpeg-missing");
  });
});
