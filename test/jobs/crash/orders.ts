import type { CommandEvent } from "../../../src/chat/event.ts";

/** What the small worker is told to be. */
export interface Orders {
  /** Holds the store, and what stands for the platform and the disk. */
  readonly folder: string;
  readonly events: readonly CommandEvent[];
  readonly role: "all" | "gateway" | "worker";
  readonly running: number;
  /** Where to stand still and wait for the end. */
  readonly killAt?: string;
  readonly trace?: boolean;
  /** Undefined: the embedded queue over SQLite. */
  readonly redis?: string;
  readonly prefix: string;
  readonly lockMs: number;
  readonly stepMs: number;
  readonly deadlineMs: number;
}
