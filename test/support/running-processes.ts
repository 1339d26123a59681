import { readdirSync, readFileSync } from "node:fs";

/** Command lines of the processes on this machine that mention `text`; what has ended and waits to be reaped has none. */
export function runningProcesses(text: string): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return ids.map(commandLine).filter((line) => line.includes(text));
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
