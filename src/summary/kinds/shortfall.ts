import type { Catalogue } from "../../chat/locales/locales.ts";
import type { FindingFacts, FindingType, KindChoice, KindName } from "./finding.ts";

/** What each kind is asked for; the rest stands beside it. */
const OWN: Readonly<Record<Exclude<KindName, "general">, readonly FindingType[]>> = {
  meeting: ["decision", "task"],
  lecture: ["slide", "term"],
  screen: ["step"],
  camera: ["event"],
};

interface OfKind {
  readonly kind?: KindChoice;
  readonly findings?: readonly Pick<FindingFacts, "type">[];
}

/** That a kind found none of its own, or that it could not be looked for everywhere. */
export function shortfallOf({ kind, findings = [] }: OfKind, { kinds }: Catalogue): string[] {
  if (!kind || kind.name === "general") return [];
  if (kind.isUnfinished) return [kinds.unfinished];
  const own = OWN[kind.name];
  return findings.some(({ type }) => own.includes(type)) ? [] : [kinds.nothing[kind.name]];
}
