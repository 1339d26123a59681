import { CuepointError } from "../../errors.ts";

/** A fault of our own with the id by which whoever runs the bot finds its cause in the log. */
export function withJob(error: CuepointError, job: string): CuepointError {
  if (error.code !== "unexpected") return error;
  return new CuepointError(error.code, { ...error.details, job }, error.cause);
}
