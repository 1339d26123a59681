import { contextRow } from "./context.ts";
import { encodersRow } from "./encoders.ts";
import { findRow } from "./find.ts";
import { lengthRow } from "./length.ts";
import { nightRow } from "./night.ts";
import { jobsRow } from "./programs.ts";
import { questionsRow } from "./questions.ts";
import { realRow } from "./real.ts";
import type { BenchRow } from "./row.ts";
import { scanRow } from "./scan.ts";
import { screensRow } from "./screens.ts";
import { soundRow } from "./sound.ts";
import { startRow } from "./start.ts";
import { stillsRow } from "./stills.ts";
import { workRow } from "./work.ts";

/** In the order of running: what the others' noise would disturb most comes first. */
export const ROWS: readonly BenchRow[] = [
  startRow,
  scanRow,
  realRow,
  screensRow,
  stillsRow,
  workRow,
  soundRow,
  nightRow,
  lengthRow,
  encodersRow,
  contextRow,
  questionsRow,
  findRow,
  jobsRow,
];
