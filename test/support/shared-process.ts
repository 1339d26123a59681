import { readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { afterAll, expect } from "vitest";

/** sharp sets it when it is loaded. */
const HARMLESS = ["VIPSHOME"];

const environment = { ...process.env };
const before = shared();

afterAll(() => {
  expect(shared(), "a file that shares its process has changed what others rely on").toEqual(before);
});

/** What all files of a process have together. Of the environment only the names that have changed. */
function shared() {
  const names = Object.keys({ ...environment, ...process.env });
  return {
    environment: names.filter((name) => process.env[name] !== environment[name] && !HARMLESS.includes(name)),
    folder: process.cwd(),
    signals: Object.keys(constants.signals).filter((signal) => process.listenerCount(signal) > 0),
    programs: readdirSync("/proc/self/task").flatMap(childrenOf),
  };
}

/** Empty where the thread has ended meanwhile. */
function childrenOf(thread: string): string[] {
  try {
    return readFileSync(`/proc/self/task/${thread}/children`, "utf8").split(" ").filter(Boolean);
  } catch {
    return [];
  }
}
