import { type Check, findingsOf } from "../check.ts";

/** The release that runs TypeScript unbuilt without a word. */
const FLOOR = 24;

const finding = findingsOf("node");

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Check {
  return {
    part: "node",
    limitMs: 1_000,
    run: async () =>
      Number.parseInt(version, 10) >= FLOOR
        ? [finding("fine", ({ node }) => node.fine(version))]
        : [finding("fault", ({ node }) => node.tooOld(version, FLOOR))],
  };
}
