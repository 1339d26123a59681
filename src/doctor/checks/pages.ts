import { findSolver, type Solver } from "../../media/pages/ytdlp-solver.ts";
import {
  isBelowFloor as isYtdlpBelowFloor,
  YTDLP_FLOOR,
  type YtdlpProgram,
  ytdlpVersion,
} from "../../media/pages/ytdlp-version.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const pagesFinding = findingsOf("pages");

/** `program` is null where the operator has set none. */
export function checkPages(program: YtdlpProgram | null): Check {
  return {
    part: "pages",
    limitMs: 90_000,
    async run(signal) {
      if (program === null) return [pagesFinding("fine", ({ pages }) => pages.off)];
      const version = await ytdlpVersion(program, signal);
      if (version === null) return [pagesFinding("fault", ({ pages }) => pages.silent)];
      if (isYtdlpBelowFloor(version))
        return [pagesFinding("fault", ({ pages }) => pages.tooOld(version, YTDLP_FLOOR))];
      const solver = await findSolver(program, signal);
      return [pagesFinding("fine", ({ pages }) => pages.fine(version)), solverFinding(solver)];
    },
  };
}

function solverFinding({ runtime, scripts }: Solver): Finding {
  if (scripts === null) return pagesFinding("fault", ({ pages }) => pages.noScripts);
  if (runtime === null) return pagesFinding("fault", ({ pages }) => pages.noRuntime);
  return pagesFinding("fine", ({ pages }) => pages.solver(runtime, scripts));
}
