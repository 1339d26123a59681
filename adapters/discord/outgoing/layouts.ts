import type { Logger } from "../../../src/logger.ts";

/** Whether Discord, or what stands before it, takes messages of components. */
export interface Layouts {
  areTaken(): boolean;
  /** They are not known there, and are not tried again. */
  refused(error: unknown): void;
}

export function createLayouts(logger: Logger): Layouts {
  let areTaken = true;
  return {
    areTaken: () => areTaken,
    refused(error) {
      if (areTaken) logger.info({ err: error }, "messages of components are not taken; cards are embeds");
      areTaken = false;
    },
  };
}
