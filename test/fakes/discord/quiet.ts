/** So many looks in a row without a request under way mean that none will follow: each lasts a turn of all timers. */
const LOOKS = 12;
const LOOK = 2;

/** Knows when a client has stopped asking. */
export function createQuiet() {
  let running = 0;
  let started = 0;
  return {
    async during<Result>(work: Promise<Result>): Promise<Result> {
      running += 1;
      started += 1;
      try {
        return await work;
      } finally {
        running -= 1;
      }
    },
    async reached(): Promise<void> {
      for (let looks = 0, seen = started; looks < LOOKS; looks += 1) {
        await new Promise((resolve) => setTimeout(resolve, LOOK));
        if (running > 0 || started !== seen) looks = 0;
        seen = started;
      }
    },
  };
}
