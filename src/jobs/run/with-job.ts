import { CuepointError } from "../../errors.ts";

/** A fault of our own, with the job id that leads to its cause in the log. */
export function withJob(error: CuepointError, job: string): CuepointError {
  if (error.code !== "unexpected") return error;
  return new CuepointError(error.code, { ...error.details, job }, error.cause);
}
