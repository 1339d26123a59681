import { AsyncLocalStorage } from "node:async_hooks";
import type { Progress } from "../../chat/message.ts";

/** What the layers below a command may know of the job that they work for. */
export interface CurrentJob {
  readonly tenant: string;
  /** Remembers the video's content. */
  noteContent(sha256: string): Promise<void>;
  /** Comes back at once. */
  report(progress: Progress): void;
  /** Minutes of video that this try has been charged for. */
  charged: number;
}

const storage = new AsyncLocalStorage<CurrentJob>();

export function asCurrentJob<T>(job: CurrentJob, work: () => Promise<T>): Promise<T> {
  return storage.run(job, work);
}

/** Undefined outside jobs, such as in the terminal. */
export function currentJob(): CurrentJob | undefined {
  return storage.getStore();
}
