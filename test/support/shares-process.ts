import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** What a file imports when it runs: not its types. A dynamic import counts too. */
const IMPORT =
  /^(?:import|export) (?!type\b)[^;]*?\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\("([^"]+)"\)/gm;
/** Starts programs, or other threads. */
const STARTS = /^node:(?:child_process|cluster|worker_threads)$/;
/** Changes or reads what all files of a process have together: its environment, its signals, its clock, vitest's settings. */
const GLOBAL =
  /\bprocess\.(?:env|kill|on|once|emit|exit|chdir|umask)\b|\bvi\.(?:stub\w+|useFakeTimers|setConfig|mock)\b/;

interface Source {
  readonly isPrivate: boolean;
  readonly imports: readonly string[];
}

const sources = new Map<string, Source>();

/**
 * Whether a test file may run in one process with others: neither it nor anything that it imports starts a program or
 * touches what the whole process has. Everything else gets a process of its own.
 */
export function sharesProcess(file: string): boolean {
  const seen = new Set<string>();
  const isShareable = (path: string): boolean => {
    if (seen.has(path)) return true;
    seen.add(path);
    const { isPrivate, imports } = sourceOf(path);
    return !isPrivate && imports.every(isShareable);
  };
  return isShareable(file);
}

function sourceOf(path: string): Source {
  const known = sources.get(path);
  if (known) return known;
  const text = readFileSync(path, "utf8");
  const names = [...text.matchAll(IMPORT)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
  const source = {
    isPrivate: GLOBAL.test(text) || names.some((name) => STARTS.test(name)),
    imports: names.filter((name) => /^\..*\.m?[jt]s$/.test(name)).map((name) => resolve(dirname(path), name)),
  };
  sources.set(path, source);
  return source;
}
