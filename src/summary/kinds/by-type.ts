import { FINDINGS, type Finding } from "./finding.ts";

/** By list, in the order of the lists. */
export function byType<F extends Pick<Finding, "type">>(findings: readonly F[]) {
  return FINDINGS.flatMap((type) => {
    const list = findings.filter((finding) => finding.type === type);
    return list.length > 0 ? [{ type, list }] : [];
  });
}
