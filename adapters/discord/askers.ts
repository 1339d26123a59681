import { createRecent, type Recent } from "./recent.ts";

const THREADS = 10_000;

/** Who asked for something in a place last, and how to reach them elsewhere. */
interface Asker {
  readonly user: string;
  readonly locale: string;
  /** Of their interaction, where there was one; it needs no permission in the channel. */
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** By the core's id of the place. */
export type Askers = Recent<Asker>;

export function createAskers(): Askers {
  return createRecent<Asker>(THREADS);
}
