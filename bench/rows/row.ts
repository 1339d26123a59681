/** What every row of the bench is measured with. */
interface BenchRun {
  /** A minute of film instead of ten, and one round instead of three. */
  readonly quick: boolean;
  /** A folder of films with their truth, as `clips/given.ts` reads it. */
  readonly films?: string;
  readonly say: (line: string) => void;
}

/** Something that was promised, and what came of it. */
export interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly reached: string;
  readonly met: boolean;
}

export interface RowResult {
  /** To be read by people. */
  readonly text: string;
  /** The same and more, for programs: goes into the report as JSON. */
  readonly numbers: unknown;
  readonly targets?: readonly Target[];
}

/** One part of the bench. A new one is a file of its own and a line in `all.ts`. */
export interface BenchRow {
  /** As in `--only`. */
  readonly name: string;
  measure(run: BenchRun): Promise<RowResult>;
}

/** A target that is a number which must not be exceeded, or must be reached. */
export function target(
  what: string,
  { most, least, reached }: { most?: number; least?: number; reached: number },
): Target {
  const text = (value: number) => String(Math.round(value * 1_000) / 1_000);
  const wanted = most === undefined ? `at least ${text(least ?? 0)}` : `at most ${text(most)}`;
  const met = (most === undefined || reached <= most) && (least === undefined || reached >= least);
  return { what, wanted, reached: text(reached), met };
}
