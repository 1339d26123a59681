import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { eventually } from "./eventually.ts";

/** A variable for a child's environment: whatever descends from that child carries it, wherever it moved to. */
export interface ProcessMark {
  readonly environment: Readonly<Record<string, string>>;
  /** Command lines of the processes that carry the mark and run still. */
  running(): string[];
  /** Waits until none is left: a killed process needs a moment to go. Throws with their names where one stays. */
  gone(): Promise<void>;
  kill(): void;
}

export function markProcesses(): ProcessMark {
  const mark = `CUEPOINT_TEST_MARK=${randomUUID()}`;
  const [name = "", value = ""] = mark.split("=");
  const ids = () => allProcesses().filter((id) => read(id, "environ").includes(mark));
  const running = () => ids().map(commandLine);
  return {
    environment: { PATH: process.env.PATH ?? "", [name]: value },
    running,
    gone: () => eventually(() => expect(running()).toEqual([])),
    kill() {
      for (const id of ids()) process.kill(Number(id), "SIGKILL");
    },
  };
}

/** Command lines of the processes on this machine, but for this one, that mention `text`. */
export function runningProcesses(text: string): string[] {
  const others = allProcesses().filter((id) => id !== String(process.pid));
  return others.map(commandLine).filter((line) => line.includes(text));
}

function allProcesses(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

function commandLine(id: string): string {
  return read(id, "cmdline").replaceAll("\0", " ");
}

/** Empty for a process that has ended, and for another user's. */
function read(id: string, file: "environ" | "cmdline"): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, "utf8");
  } catch {
    return "";
  }
}
