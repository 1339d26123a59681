/** The seed of the evaluation scripts published with Qwen3-VL. */
export const FIRST_SEED = 3407;

/** With a seed of its own each try says something else; `failures` are the earlier ones, each with a repair. */
export function seedOf({ failures, isRepair }: { failures: number; isRepair: boolean }): number {
  return FIRST_SEED + 2 * failures + (isRepair ? 1 : 0);
}
