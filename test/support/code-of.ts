import { CuepointError } from "../../src/errors.ts";

/** The code of what it throws; "none" where it does not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    return error instanceof CuepointError ? error.code : `${error}`;
  }
}
