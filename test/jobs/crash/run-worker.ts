import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Orders } from "./orders.ts";

const SCRIPT = fileURLToPath(new URL("./worker.ts", import.meta.url));

export interface RunningWorker {
  readonly child: ChildProcess;
  /** Resolves when the worker stands at its kill point. */
  readonly here: Promise<void>;
  /** Resolves when it has taken all its events. */
  readonly asked: Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function runWorker(orders: Orders): RunningWorker {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(orders)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const here = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "here") here.resolve();
    if (line === "asked") asked.resolve();
  });
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  onTestFinished(() => kill("SIGKILL"));
  return { child, here: here.promise, asked: asked.promise, kill };
}
