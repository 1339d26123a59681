import { Outline } from "../util/safe-error.ts";

/** Something took longer than it may. `phase` says what, for the log. */
export class TookTooLong extends Outline {
  override name = "TookTooLong";
  readonly phase: string;

  constructor(phase: string) {
    super(`took too long: ${phase}`);
    this.phase = phase;
  }
}

/** The promise's own end, or TookTooLong after `limitMs`; the work itself goes on and is ignored. */
export function within<T>(limitMs: number, work: Promise<T>, phase: string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new TookTooLong(phase)), limitMs);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
  return promise;
}
