import type { Isolation } from "../../process/isolation.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const finding = findingsOf("isolation");

export function checkIsolation(probe: (signal: AbortSignal) => Promise<Isolation>): Check {
  return {
    part: "isolation",
    limitMs: 30_000,
    async run(signal) {
      const { nice, prlimit, unshare } = await probe(signal);
      return [
        namespaces(unshare),
        prlimit
          ? finding("fine", ({ isolation }) => isolation.limits)
          : finding("warning", ({ isolation }) => isolation.noLimits),
        nice
          ? finding("fine", ({ isolation }) => isolation.niceness)
          : finding("warning", ({ isolation }) => isolation.noNiceness),
      ];
    },
  };
}

function namespaces(unshare: Isolation["unshare"]): Finding {
  if (unshare === null) return finding("warning", ({ isolation }) => isolation.noNamespaces);
  return unshare.network
    ? finding("fine", ({ isolation }) => isolation.offline)
    : finding("warning", ({ isolation }) => isolation.online);
}
