import { stillName } from "../segments.ts";
import type { FindingFacts } from "./finding.ts";

interface WithStill extends FindingFacts {
  readonly still?: { readonly timestamp: number; readonly name: string };
}

/** With stills named by their place among all: "slide-01_00m42s.jpg". */
export function withStillNames<F extends FindingFacts>(findings: readonly F[]): readonly F[] {
  const all = findings.filter(({ still }: WithStill) => still).length;
  let position = 0;
  return findings.map((finding) => {
    const { still, type }: WithStill = finding;
    if (!still) return finding;
    const name = stillName(position++, still.timestamp, all).replace(/^still/, type);
    return { ...finding, still: { ...still, name } };
  });
}
