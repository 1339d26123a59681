import { CuepointError, type ErrorCode } from "../errors.ts";
import type { ScanResult } from "../video/shots/scan-result.ts";
import type { VideoFile } from "../video/video.ts";
import type { VisionModel } from "../vision/model.ts";
import type { Summary, Warning } from "./summary.ts";

/** A header may round, and a last frame may be dropped: only what a viewer would miss is told. */
const MISSED = 1.5;

/** Says where a damaged file stopped: it ends before its header says, or could not be decoded to its end. */
export function damage({ info, timeline }: VideoFile, scan: ScanResult): Warning[] {
  const lastFrame = timeline.frameAt(scan.range.end - 1e-6);
  const stopped = lastFrame - scan.readUntil > MISSED;
  const toTheEnd = scan.range.end >= info.duration;
  const cutShort = toTheEnd && (info.declaredDuration ?? 0) - info.duration > MISSED;
  if (stopped || cutShort) return [{ kind: "damaged", readUntil: scan.readUntil }];
  const [first] = scan.candidates;
  const lateStart = (first?.timestamp ?? 0) - timeline.frameAt(scan.range.start) > MISSED;
  return lateStart || scan.faults > 0 ? [{ kind: "faulty" }] : [];
}

type Reason = Extract<Warning, { kind: "no-model" }>["reason"];

const REASONS: Partial<Record<ErrorCode, Reason>> = {
  "model-missing": "missing",
  "model-unreachable": "unreachable",
  "model-loading": "loading",
  "model-text-only": "text-only",
  "model-blind": "blind",
  "model-schema-ignored": "schema-ignored",
  "model-refused": "refused",
  "model-overflow": "overflow",
  "model-timeout": "timeout",
  "model-garbled": "garbled",
  "limit-model-tokens": "used-up",
};

/** Why a storyboard stands in for a summary; rethrows what is not the model's fault. `failures` are the earlier unusable replies. */
export function withoutModel(error: unknown, failures = 0): Warning {
  const reason = error instanceof CuepointError ? REASONS[error.code] : undefined;
  if (reason === undefined) throw error;
  return { kind: "no-model", reason, ...(reason === "garbled" && { failures: failures + 1 }) };
}

/** Another try at the same part may do better. */
const PASSING: readonly Reason[] = ["unreachable", "timeout", "garbled"];

export function mayPass(warning: Warning): boolean {
  return warning.kind === "no-model" && PASSING.includes(warning.reason);
}

/** How often in a row a model looked at this video and gave no usable reply. */
export function unusableReplies({ warnings }: Pick<Summary, "warnings">): number {
  const garbled = warnings.find((warning) => warning.kind === "no-model" && warning.reason === "garbled");
  return garbled?.kind === "no-model" ? (garbled.failures ?? 1) : 0;
}

/** The context holds so few frames that a reader must know, and who runs the model can do something about it. */
export function smallContext({ limits, contextFrom }: VisionModel, frames: number): Warning {
  return { kind: "small-context", contextTokens: limits.contextTokens, frames, from: contextFrom ?? "other" };
}
