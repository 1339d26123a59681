import type { Catalogue } from "../chat/locales/locales.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Check, Finding } from "./check.ts";

/** Runs all checks at once; the findings keep the checks' order. One that fails is a finding itself. */
export async function examine(
  checks: readonly Check[],
  { words, logger, signal }: { words: Catalogue; logger: Logger; signal: AbortSignal },
): Promise<Finding[]> {
  const findings = checks.map(async (check) => {
    try {
      return await check.run(AbortSignal.any([signal, AbortSignal.timeout(check.limitMs)]));
    } catch (error) {
      if (signal.aborted) throw error;
      logger.debug({ err: error, part: check.part }, "a check failed");
      return [{ part: check.part, level: "fault", say: () => sentenceFor(error, words) } as const];
    }
  });
  return (await Promise.all(findings)).flat();
}

/** Our own errors say what to do; a limit that passed, and anything else, is an examination without an end. */
function sentenceFor(error: unknown, words: Catalogue): string {
  const isOurs = error instanceof CuepointError && error.code !== "cancelled";
  return isOurs ? words.error(error.code, error.details) : words.doctor.unfinished;
}
