import type { Isolation } from "../../process/isolation.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const isolationFinding = findingsOf("isolation");

export function checkIsolation(probe: (signal: AbortSignal) => Promise<Isolation>): Check {
  return {
    part: "isolation",
    limitMs: 30_000,
    async run(signal) {
      const { nice, prlimit, unshare } = await probe(signal);
      return [
        namespaces(unshare),
        prlimit
          ? isolationFinding("fine", ({ isolation }) => isolation.limits)
          : isolationFinding("warning", ({ isolation }) => isolation.noLimits),
        nice
          ? isolationFinding("fine", ({ isolation }) => isolation.niceness)
          : isolationFinding("warning", ({ isolation }) => isolation.noNiceness),
      ];
    },
  };
}

function namespaces(unshare: Isolation["unshare"]): Finding {
  if (unshare === null) return isolationFinding("warning", ({ isolation }) => isolation.noNamespaces);
  return unshare.network
    ? isolationFinding("fine", ({ isolation }) => isolation.offline)
    : isolationFinding("warning", ({ isolation }) => isolation.online);
}
