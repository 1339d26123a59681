import type { CommandEvent } from "../../../src/chat/event.ts";
import type { JobKey } from "../../../src/jobs/job.ts";

/** What the small worker is told to be. */
export interface Orders {
  /** Holds the store, and what stands for the platform and the disk. */
  readonly folder: string;
  readonly role: "all" | "gateway" | "worker";
  readonly running: number;
  /** Undefined: the embedded queue over SQLite. */
  readonly redis?: string;
  readonly prefix: string;
  readonly lockMs: number;
  /** How long the child process of the step "scan" takes; 0: there is none. */
  readonly stepMs: number;
  /** After SIGTERM. */
  readonly deadlineMs: number;
}

/** One line on the worker's stdin. */
export interface Asked {
  readonly event?: CommandEvent;
  readonly cancel?: JobKey;
  /** Where to stand still from now on. */
  readonly killAt?: string;
}
