import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Asked, Orders } from "./orders.ts";

const SCRIPT = fileURLToPath(new URL("./worker.ts", import.meta.url));

export interface RunningWorker {
  readonly child: ChildProcess;
  send(asked: Asked): void;
  /** Resolves when the worker has said so: "ready", "here" at its kill point, "asked" with the event's id. */
  said(line: string): Promise<void>;
  /** How often it has. */
  heard(line: string): number;
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function runWorker(orders: Orders): RunningWorker {
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(orders)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  // It may die before it has read what it is sent.
  child.stdin.on("error", () => undefined);
  const lines: string[] = [];
  let wake = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    wake.resolve();
    wake = Promise.withResolvers();
  });
  return {
    child,
    send: (asked) => void child.stdin.write(`${JSON.stringify(asked)}\n`),
    async said(line) {
      while (!lines.includes(line)) await wake.promise;
    },
    heard: (line) => lines.filter((one) => one === line).length,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
  };
}
