import { CuepointError } from "../errors.ts";

/** Does the work, on a full disk once more after room was made: deleting may need to write first, such as that a job stops. */
export async function withRoom<T>(work: () => Promise<T>, makeRoom: () => Promise<unknown>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CuepointError && error.code === "no-space")) throw error;
    await makeRoom();
    return await work();
  }
}
