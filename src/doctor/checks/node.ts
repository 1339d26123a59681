import { type Check, findingsOf } from "../check.ts";

/** The release that runs TypeScript unbuilt without a word. */
const NODE_FLOOR = 24;

const nodeFinding = findingsOf("node");

/** `version` as in `process.versions.node`. */
export function checkNode(version: string): Check {
  return {
    part: "node",
    limitMs: 1_000,
    run: async () =>
      Number.parseInt(version, 10) >= NODE_FLOOR
        ? [nodeFinding("fine", ({ node }) => node.fine(version))]
        : [nodeFinding("fault", ({ node }) => node.tooOld(version, NODE_FLOOR))],
  };
}
