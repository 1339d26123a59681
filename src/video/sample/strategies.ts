import { cuts } from "./cuts.ts";
import { interval } from "./interval.ts";
import { mixed } from "./mixed.ts";
import { motion } from "./motion.ts";
import type { SamplingStrategy } from "./strategy.ts";

/** All strategies by name, so that they can be exchanged and compared. */
export const STRATEGIES = { mixed, interval, cuts, motion } as const satisfies Record<
  SamplingStrategy["name"],
  SamplingStrategy
>;
