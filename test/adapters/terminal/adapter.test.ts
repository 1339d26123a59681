import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { contents } from "../../support/folder-contents.ts";
import { SUMMARY, terminal } from "./session.ts";

describe("a summary", () => {
  it("is printed with the paths of what was kept", async () => {
    const { start, stdout, stderr, cwd, adapter } = await terminal(["summarize", "talk.mp4"]);
    await start();
    expect(adapter.exitCode()).toBe(0);
    expect(stdout.raw).toBe(
      [
        "A quiet morning",
        "A rabbit wakes up.",
        [
          "0:00 – 0:42  The meadow",
          "  Light falls over grass.",
          "  Why it matters: it sets the place.",
          "  Still at 0:12.5: cuepoint-out/talk/still-1.jpg",
        ].join("\n"),
        "Looked at 96 frames.",
        "Data: cuepoint-out/talk/summary.json\nReport: cuepoint-out/talk/report.html\n",
      ].join("\n\n"),
    );
    expect(stderr.raw).toBe("Looking through the video\nLooked through the video\n");
    expect(contents(join(cwd, "cuepoint-out"))).toEqual([
      "talk",
      "talk/report.html",
      "talk/still-1.jpg",
      "talk/summary.json",
    ]);
  });

  it("goes into the folder asked for", async () => {
    const { start, cwd } = await terminal(["summarize", "talk.mp4", "--out", "here/there"]);
    await start();
    expect(await readFile(join(cwd, "here/there/still-1.jpg"), "utf8")).toBe("jpeg");
  });

  it("with --json is the bare file on standard output", async () => {
    const { start, stdout, cwd } = await terminal(["summarize", "talk.mp4", "--json"]);
    await start();
    expect(stdout.raw).toBe('{"title":"A quiet morning"}\n');
    expect(await readFile(join(cwd, "cuepoint-out/talk/summary.json"), "utf8")).toBe(stdout.raw);
  });

  it("is broken at the terminal's width, but its paths and commands are not", async () => {
    const command = `vllm serve ${"x".repeat(60)}`;
    const long: OutgoingMessage = { ...SUMMARY, text: "word ".repeat(40), operatorHint: command };
    const { start, stdout } = await terminal(["summarize", "talk.mp4"], {
      columns: 40,
      handler: async (_, thread) => void (await thread.post(long)),
    });
    await start();
    const lines = stdout.text.split("\n");
    expect(lines.filter((line) => line.startsWith("word")).length).toBeGreaterThan(4);
    expect(lines.filter((line) => line.includes("word") && line.length > 40)).toEqual([]);
    expect(lines).toContain(command);
  });

  it("cannot drive the terminal with its words", async () => {
    const evil = "\u001b]0;owned\u0007\u001b[2Jx\u009b31m\u202eabc\r";
    const card = { time: evil, title: evil, body: evil, note: evil, caption: evil };
    const { start, stdout } = await terminal(["summarize", "talk.mp4"], {
      handler: async (_, thread) =>
        void (await thread.post({ kind: "summary", title: evil, text: evil, cards: [card], footer: [evil] })),
    });
    await start();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is checked.
    expect(stdout.raw).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stdout.raw).toContain("abc");
  });
});

describe("events", () => {
  it("come one for each file, in order, with the options and the reader's language", async () => {
    const { start, events, cwd } = await terminal(["summarize", "a.mp4", "b.mp4", "--from", "1:20"], {
      files: ["a.mp4", "b.mp4"],
      locale: "zh-CN",
    });
    await start();
    expect(events.map(({ attachments }) => attachments)).toEqual([
      [{ platform: "terminal", id: join(cwd, "a.mp4"), name: "a.mp4" }],
      [{ platform: "terminal", id: join(cwd, "b.mp4"), name: "b.mp4" }],
    ]);
    expect(events[0]).toMatchObject({
      type: "command",
      command: "summarize",
      locale: "zh-CN",
      options: { from: "1:20" },
      thread: `terminal:local:files:${encodeURIComponent(join(cwd, "a.mp4"))}`,
    });
    expect(contents(join(cwd, "cuepoint-out"))).toContain("b/report.html");
  });

  it("come without a file for a command that needs none", async () => {
    const { start, events, stdout } = await terminal(["status"], {
      handler: async (_, thread) => void (await thread.post({ kind: "notice", text: "All is well." })),
    });
    await start();
    expect(events[0]?.attachments).toEqual([]);
    expect(stdout.raw).toBe("All is well.\n");
  });
});

describe("the command line", () => {
  it("is refused with a sentence, a hint and exit code 2", async () => {
    const { start, adapter, stdout, stderr } = await terminal(["summarize", "--frames", "5", "talk.mp4"]);
    await start();
    expect(adapter.exitCode()).toBe(2);
    expect(stdout.raw).toBe("");
    expect(stderr.raw).toMatch(
      /^There is no option “--frames”.*\nHow to use it: cuepoint summarize --help\n$/,
    );
  });

  it.each([
    [["--help"], "Usage: cuepoint COMMAND"],
    [["summarize", "-h"], "Usage: cuepoint summarize"],
    [["--version"], "1.2.3\n"],
  ])("%j is answered on standard output", async (argv, text) => {
    const { start, adapter, stdout, stderr } = await terminal(argv);
    await start();
    expect(adapter.exitCode()).toBe(0);
    expect(stdout.raw).toContain(text);
    expect(stderr.raw).toBe("");
  });
});

it("does not mind that the reader of its output went away", async () => {
  const { start, stdout } = await terminal(["--version"]);
  await start();
  const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  expect(() => stdout.emit("error", closed)).not.toThrow();
  expect(() => stdout.emit("error", new Error("something else"))).toThrow("something else");
});
