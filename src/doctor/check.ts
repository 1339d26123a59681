import type { Catalogue } from "../chat/locales/locales.ts";

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
