import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";
import type { ProgressStep } from "../../../src/chat/message.ts";
import { createWorkspace } from "../../../src/media/workspace.ts";
import type { Orders } from "./orders.ts";

const STEPS: readonly ProgressStep[] = ["fetch", "scan", "ask", "stills", "reply"];

/**
 * Goes through a summary's steps with a temporary folder, and in "scan" a child process; each step is a point to be
 * killed or cancelled at. With `stepMs`, "scan" takes that long.
 */
export function stepCommand(
  folder: string,
  reach: (point: string) => Promise<void>,
  { stepMs, deadly }: Pick<Orders, "stepMs" | "deadly">,
): CommandDefinition {
  return {
    name: "summarize",
    description: inEveryLanguage(() => ""),
    needsVideo: true,
    isJob: true,
    options: [],
    async run({ event, thread, signal }) {
      const temporary = join(folder, "tmp");
      await mkdir(temporary, { recursive: true });
      await using workspace = await createWorkspace(temporary);
      const ref = await thread.post({ kind: "progress", text: "fetch", progress: { step: "fetch" } });
      for (const step of STEPS) {
        if (step !== "fetch") await thread.edit(ref, { kind: "progress", text: step, progress: { step } });
        writeFileSync(join(workspace.folder, step), "x");
        await Promise.race([reach(step), aborted(signal)]);
        if (step === "scan" && event.id === deadly) await murderousChild();
        if (step === "scan" && stepMs > 0) await sleepingChild(folder, stepMs, signal);
        signal.throwIfAborted();
      }
      const kind = event.options.short === true ? "answer" : "summary";
      await thread.post({ kind, text: `summary of ${event.id}` });
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
  });
}

/** As if the memory that a program needs for a video brought down the process that has started it. */
async function murderousChild(): Promise<void> {
  const child = spawn("sh", ["-c", "kill -9 $PPID"], { stdio: "ignore" });
  await once(child, "exit");
}

async function sleepingChild(folder: string, milliseconds: number, signal: AbortSignal): Promise<void> {
  const child = spawn("sleep", [String(milliseconds / 1000)], { stdio: "ignore" });
  writeFileSync(join(folder, `child-${child.pid}`), "");
  const stop = () => child.kill("SIGKILL");
  signal.addEventListener("abort", stop, { once: true });
  await once(child, "exit");
  signal.removeEventListener("abort", stop);
}
