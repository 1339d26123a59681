import type { Logger } from "../logger.ts";

/** Does the work, and logs how long it took. */
export async function timed<T>(logger: Logger, stage: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  logger.info({ stage, milliseconds: Math.round(performance.now() - started) }, "stage done");
  return result;
}
