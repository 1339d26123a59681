import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { CuepointError, type ErrorCode } from "../../../src/errors.ts";
import { contents } from "../../support/folder-contents.ts";
import { type Handler, postSummary, terminal } from "./session.ts";

const failWith =
  (code: ErrorCode): Handler =>
  async (_, thread) => {
    await thread.post({ kind: "error", code, text: catalogueFor("en").error(code, {}) });
  };

describe("a failure", () => {
  it.each([
    ["not-a-video", 65],
    ["ffmpeg-missing", 69],
    ["no-space", 74],
    ["range-invalid", 2],
  ] as const)(
    "%s is one sentence about the file, exit code %d and nothing left behind",
    async (code, exit) => {
      const { start, adapter, stderr, stdout, cwd } = await terminal(["summarize", "talk.mp4"], {
        handler: failWith(code),
      });
      await start();
      expect(adapter.exitCode()).toBe(exit);
      expect(stderr.raw).toBe(`talk.mp4: ${catalogueFor("en").error(code, {})}\n`);
      expect(stdout.raw).toBe("");
      expect(contents(cwd)).toEqual(["talk.mp4"]);
    },
  );

  it("unexpected points the person who runs the program to the log", async () => {
    const { start, adapter, stderr } = await terminal(["summarize", "talk.mp4"], {
      handler: failWith("unexpected"),
    });
    await start();
    expect(adapter.exitCode()).toBe(1);
    expect(stderr.raw).toBe(
      "talk.mp4: Something went wrong on my side. Try again, and look at the log if it keeps happening.\n",
    );
  });

  it("names a missing file once and asks nobody", async () => {
    const { start, adapter, stderr, events, cwd } = await terminal(["summarize", "gone.mp4"]);
    await start();
    expect(adapter.exitCode()).toBe(66);
    expect(stderr.raw).toBe("There is no file “gone.mp4”. Check its name and its folder.\n");
    expect(events).toEqual([]);
    expect(contents(cwd)).toEqual(["talk.mp4"]);
  });

  it("does not stop the other files; the first one gives the exit code", async () => {
    const { start, adapter, stdout, events } = await terminal(
      ["summarize", "gone.mp4", "talk.mp4", "bad.mp4"],
      {
        files: ["talk.mp4", "bad.mp4"],
        handler: (event, thread, signal) =>
          event.attachments[0]?.name === "bad.mp4"
            ? failWith("not-a-video")(event, thread, signal)
            : postSummary(event, thread, signal),
      },
    );
    await start();
    expect(events).toHaveLength(2);
    expect(stdout.raw).toContain("A quiet morning");
    expect(adapter.exitCode()).toBe(66);
  });

  it("is told at once where the results cannot be written", async () => {
    const { start, adapter, stderr, events } = await terminal(["summarize", "talk.mp4", "--out", "talk.mp4"]);
    await start();
    expect(adapter.exitCode()).toBe(73);
    expect(stderr.raw).toContain("I can’t write to the folder “talk.mp4”");
    expect(events).toEqual([]);
  });

  it("is told where dispatch itself throws", async () => {
    const { start, adapter, stderr } = await terminal(["summarize", "talk.mp4"], {
      handler: () => Promise.reject(new CuepointError("video-failed")),
    });
    await start();
    expect(adapter.exitCode()).toBe(65);
    expect(stderr.raw).toContain("talk.mp4: Reading the video failed");
  });

  it("keeps no report where a result cannot be put in place", async () => {
    const { start, adapter, cwd } = await terminal(["summarize", "talk.mp4", "--out", "out"]);
    await mkdir(join(cwd, "out", "report.html"), { recursive: true });
    await start();
    expect(adapter.exitCode()).toBe(73);
    expect(contents(join(cwd, "out"))).toEqual(["report.html"]);
  });

  it("cannot drive the terminal with a file's name", async () => {
    const { start, stderr } = await terminal(["summarize", "\u001b[31mred\u0007.mp4"]);
    await start();
    expect(stderr.raw).toBe("There is no file “red.mp4”. Check its name and its folder.\n");
  });
});

describe("Ctrl-C", () => {
  /** Works until it is stopped, then says so as the router does. */
  const untilStopped: (started: () => void) => Handler = (started) => async (event, thread, signal) => {
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve());
      started();
    });
    await failWith("cancelled")(event, thread, signal);
  };

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s stops the command and the files after it, with exit code %d", async (signal, exit) => {
    let hasStarted = () => {};
    const started = new Promise<void>((resolve) => {
      hasStarted = resolve;
    });
    const { start, press, adapter, stderr, cwd, events, signals, exits } = await terminal(
      ["summarize", "talk.mp4", "talk.mp4"],
      { handler: untilStopped(() => hasStarted()) },
    );
    const ended = start();
    await started;
    press(0, signal);
    await ended;
    expect(adapter.exitCode()).toBe(exit);
    expect(stderr.raw).toContain("talk.mp4: Stopped. Nothing was saved.\n");
    expect(events).toHaveLength(1);
    expect(contents(cwd)).toEqual(["talk.mp4"]);
    expect(exits).toEqual([]);
    expect(signals.eventNames()).toEqual([]);
  });

  it("pressed again ends the process at once, and what was being written is gone", async () => {
    let release = () => {};
    let hasStarted = () => {};
    const started = new Promise<void>((resolve) => {
      hasStarted = resolve;
    });
    const { start, press, cwd, exits } = await terminal(["summarize", "talk.mp4"], {
      handler: () =>
        new Promise((resolve) => {
          release = resolve;
          hasStarted();
        }),
    });
    const ended = start();
    await started;
    press(0);
    press(1000);
    expect(exits).toEqual([130]);
    expect(contents(cwd).filter((name) => name.includes(".cuepoint-"))).toEqual([]);
    release();
    await ended;
  });
});
