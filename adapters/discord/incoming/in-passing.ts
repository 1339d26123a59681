import type { Incoming } from "./context.ts";

/** Words on the way to a job. Where they cannot be said, what somebody asked for is done all the same. */
export async function inPassing(saying: Promise<unknown>, { logger }: Incoming): Promise<void> {
  try {
    await saying;
  } catch (error) {
    logger.info({ err: error }, "words on the way to a job could not be said");
  }
}
