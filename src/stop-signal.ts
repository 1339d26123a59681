import type { ProcessEnd } from "./jobs/queue/queue.ts";

/** Resolves when the process is asked to end. SIGABRT is what src/process-end.ts emits. */
export function stopSignal(): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve("shutdown")).once("SIGINT", () => resolve("shutdown"));
    process.once("SIGABRT", () => resolve("crashed"));
  });
}
