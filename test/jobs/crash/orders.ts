import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { CommandEvent } from "../../../src/chat/event.ts";
import type { JobKey } from "../../../src/store/jobs.ts";

/** What the small worker is told to be. */
export interface Orders {
  /** Holds the store, and what stands for the platform and the disk. */
  readonly folder: string;
  readonly role: "all" | "gateway" | "worker";
  readonly running: number;
  readonly runningPerTenant: number;
  /** Undefined: the embedded queue over SQLite. */
  readonly redis?: string;
  /** With a Redis for the queue: where the records are. */
  readonly store: "redis" | "sqlite";
  readonly prefix: string;
  readonly lockMs: number;
  /** How long the child process of the step "scan" takes; 0: there is none. */
  readonly stepMs: number;
  /** How much later than in truth it is when a job runs. */
  readonly lateMs: number;
  /** The id of an event whose work kills the process that runs it, every time. */
  readonly deadly?: string;
  /** After so many points of all its jobs the worker stands still. */
  readonly points?: number;
  /** After SIGTERM. */
  readonly deadlineMs: number;
}

/** One line on the worker's stdin. */
export interface Asked {
  readonly event?: CommandEvent;
  readonly cancel?: JobKey;
  /** A gateway begins to work too. */
  readonly start?: boolean;
  /** Where to stand still from now on. */
  readonly killAt?: string;
}

/** For a worker with a folder of its own. */
export function orders(base: string, more: Partial<Orders> = {}): Orders {
  const folder = mkdtempSync(join(base, "run-"));
  return {
    folder,
    role: "all",
    running: 2,
    runningPerTenant: 20,
    store: "redis",
    prefix: folder.slice(-6),
    lockMs: 600,
    stepMs: 0,
    lateMs: 0,
    deadlineMs: 0,
    ...more,
  };
}
