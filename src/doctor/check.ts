import type { Catalogue } from "../chat/locales/locales.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";

export type DoctorWords = Catalogue["doctor"];
export type DoctorPart = keyof DoctorWords["parts"];

export type Level = "fine" | "warning" | "fault";

/** One line of the table. */
export interface Finding {
  readonly part: DoctorPart;
  readonly level: Level;
  /** The sentence, in the reader's language. */
  readonly say: (words: DoctorWords) => string;
}

/**
 * Looks at one part of the setup by trying it. A new one is a function in `checks/`, a part and its sentences in the
 * catalogue, and an entry in the list of `main.ts`.
 */
export interface Check {
  readonly part: DoctorPart;
  /** Most it may take, milliseconds. */
  readonly limitMs: number;
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}

/** Writes findings of one part without naming it again. */
export function findingsOf(part: DoctorPart) {
  return (level: Level, say: Finding["say"]): Finding => ({ part, level, say });
}

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

/** Our own errors say what to do; after a time limit, or any other error, the check did not finish. */
function sentenceFor(error: unknown, words: Catalogue): string {
  const isOurs = error instanceof CuepointError && error.code !== "cancelled";
  return isOurs ? words.error(error.code, error.details) : words.doctor.unfinished;
}
