import {
  isBelowFloor,
  YTDLP_FLOOR,
  type YtdlpProgram,
  ytdlpVersion,
} from "../../media/pages/ytdlp-version.ts";
import { type Check, findingsOf } from "../check.ts";

const finding = findingsOf("pages");

/** `program` is null where the operator has set none. */
export function checkPages(program: YtdlpProgram | null): Check {
  return {
    part: "pages",
    limitMs: 60_000,
    async run(signal) {
      if (program === null) return [finding("fine", ({ pages }) => pages.off)];
      const version = await ytdlpVersion(program, signal);
      if (version === null) return [finding("fault", ({ pages }) => pages.silent)];
      if (isBelowFloor(version)) return [finding("fault", ({ pages }) => pages.tooOld(version, YTDLP_FLOOR))];
      return [finding("fine", ({ pages }) => pages.fine(version))];
    },
  };
}
