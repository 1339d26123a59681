import type { Incoming } from "./context.ts";

/** Messages on the way to a job. Where one cannot be posted, the job is done all the same. */
export async function inPassing(saying: Promise<unknown>, { logger }: Incoming): Promise<void> {
  try {
    await saying;
  } catch (error) {
    logger.info({ err: error }, "words on the way to a job could not be said");
  }
}
