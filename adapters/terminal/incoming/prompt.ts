import { createInterface, type Interface } from "node:readline/promises";
import type { Catalogue } from "../../../src/chat/locales/locales.ts";
import { CuepointError } from "../../../src/errors.ts";
import { createScreen, type OutputStream, style } from "../outgoing/stream.ts";

/** A terminal's keyboard, or something that only sends text. */
export interface InputStream extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

interface PromptOptions {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly catalogue: Catalogue;
  /** Never rejects: what went wrong has been said. */
  readonly answer: (line: string, signal: AbortSignal) => Promise<void>;
}

const PROMPT = "> ";
const HISTORY = 100;

/**
 * Takes questions until Ctrl-D, or Ctrl-C where nothing runs and nothing is typed; Ctrl-C stops an answer that is on its
 * way. What is typed meanwhile waits, unseen, so that it does not mix with the answer.
 */
export async function runPrompt(
  { stdin, stdout, catalogue, answer }: PromptOptions,
  signal: AbortSignal,
): Promise<void> {
  const screen = createScreen(stdout);
  const lines = createInterface({
    input: stdin,
    output: screen.stream,
    terminal: true,
    prompt: PROMPT,
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    signal,
  });
  let running: AbortController | null = null;
  let isOpen = true;
  const stop = () => running?.abort(new CuepointError("cancelled"));
  lines.on("SIGINT", () => (running ? stop() : clearOrLeave(lines)));
  // The stream ended or the person pressed Ctrl-D, so an answer has no reader.
  lines.once("close", () => {
    isOpen = false;
    stop();
  });
  stdout.write(
    `\n${style("dim", `${catalogue.questions.invitation}\n${catalogue.terminal.keys}`, stdout)}\n`,
  );
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== "") {
      running = new AbortController();
      screen.hide();
      await answer(line.trim(), AbortSignal.any([signal, running.signal]));
      screen.show();
      running = null;
      stdout.write("\n");
    }
    if (!isOpen) break;
    lines.prompt(true);
  }
  // The cursor still stands behind the prompt.
  stdout.write("\n");
}

/** As shells have it: Ctrl-C takes back what was typed, and on an empty line there is nothing left to take back. */
function clearOrLeave(lines: Interface): void {
  if (lines.line === "") {
    lines.close();
    return;
  }
  lines.write(null, { ctrl: true, name: "e" });
  lines.write(null, { ctrl: true, name: "u" });
}
