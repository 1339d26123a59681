import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTerminalAdapter } from "../../../adapters/terminal/adapter.ts";
import type { CommandEvent, MessageEvent } from "../../../src/chat/event.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { Thread } from "../../../src/chat/thread.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { Capture, Keyboard, Signals } from "./capture.ts";
import { COMMANDS } from "./commands.ts";

export type Handler = (event: CommandEvent, thread: Thread, signal: AbortSignal) => Promise<void>;

export const SUMMARY: OutgoingMessage = {
  kind: "summary",
  title: "A quiet morning",
  text: "A rabbit wakes up.",
  cards: [
    {
      time: "0:00 – 0:42",
      title: "The meadow",
      body: "Light falls over grass.",
      note: "Why it matters: it sets the place.",
      caption: "Still at 0:12.5",
      image: { name: "still-1.jpg", mediaType: "image/jpeg", data: Buffer.from("jpeg"), alt: "x" },
    },
  ],
  footer: ["Looked at 96 frames."],
  data: {
    name: "summary.json",
    mediaType: "application/json",
    data: Buffer.from('{"title":"A quiet morning"}\n'),
  },
  files: [{ name: "report.html", mediaType: "text/html", data: Buffer.from("<!doctype html>") }],
};

export const postSummary: Handler = async (_, thread) => {
  await thread.post({ kind: "progress", text: "…", progress: { step: "scan" } });
  await thread.post(SUMMARY);
};

interface Setup {
  readonly files?: readonly string[];
  readonly handler?: Handler;
  readonly locale?: string;
  readonly columns?: number;
  /** What a person types; without it nobody sits there. */
  readonly keyboard?: Keyboard;
  /** What is said at the prompt. */
  readonly onMessage?: (event: MessageEvent, thread: Thread, signal: AbortSignal) => Promise<void>;
}

/** A terminal session over a folder of its own; `press` sends a signal at a time of the test's choice. */
export async function terminal(argv: readonly string[], setup: Setup = {}) {
  const { files = ["talk.mp4"], handler = postSummary, locale = "en", columns, keyboard } = setup;
  const cwd = temporaryFolder();
  for (const name of files) await writeFile(join(cwd, name), "video");
  const [stdout, stderr, signals] = [new Capture(columns), new Capture(), new Signals()];
  const exits: number[] = [];
  const events: CommandEvent[] = [];
  let time = 0;
  const adapter = createTerminalAdapter({
    argv,
    stdin: keyboard ?? new Keyboard({ isTTY: false }),
    stdout,
    stderr,
    locale,
    cwd,
    version: "1.2.3",
    signals,
    exit: (code) => exits.push(code),
    now: () => time,
  });
  const start = () =>
    adapter.start(COMMANDS, async (event, signal = new AbortController().signal) => {
      if (event.type === "message") return setup.onMessage?.(event, adapter.thread(event.thread), signal);
      if (event.type !== "command") throw new TypeError("a terminal has commands and messages only");
      events.push(event);
      await handler(event, adapter.thread(event.thread), signal);
    });
  const press = (at: number, signal: "SIGINT" | "SIGTERM" = "SIGINT") => {
    time = at;
    signals.send(signal);
  };
  return { adapter, cwd, stdout, stderr, signals, exits, events, start, press };
}
