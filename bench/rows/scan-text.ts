import { share, table } from "../table.ts";
import type { ScanNumbers } from "./scan-numbers.ts";

const SPEED = [
  ...["what", "wall", "real time", "to decode", "P R F1", "cut jump fade dissolve", "flashes"],
  ...["Node MB", "ffmpeg MB"],
];
const COVERAGE = ["scan, strategy", "N", "used", "shots seen", "text", "marks", "subjects", "largest gap"];

export function scanText({ duration, speeds, skipped, candidates, coverage }: ScanNumbers): string {
  const speed = speeds.map(({ what, milliseconds, ratio, score, node, ffmpeg }) => [
    what,
    `${(milliseconds / 1000).toFixed(1)} s`,
    `${((duration * 1000) / milliseconds).toFixed(1)}x`,
    ratio.toFixed(2),
    score ? `${share(score.precision)} ${share(score.recall)} ${share(score.f1)}` : "",
    score ? ["cut", "jump", "fade", "dissolve"].map((kind) => score.byKind[kind] ?? "-").join(" ") : "",
    score ? String(score.flashes) : "",
    node === undefined ? "" : `+${Math.round(node)}`,
    ffmpeg === undefined ? "" : String(Math.round(ffmpeg)),
  ]);
  const chosen = coverage.map((one) => [
    `${one.scan}, ${one.strategy}`,
    String(one.budget),
    String(one.frames),
    `${share(one.shots)} of ${share(one.best)}`,
    one.textChanges,
    one.marks,
    one.subjects,
    `${one.largestGap.toFixed(1)} s`,
  ]);
  return [
    table(SPEED, speed),
    ...speeds.flatMap(({ what, plan }) => (plan === undefined ? [] : [`${what}: ${plan}`])),
    ...(skipped === null ? [] : [`PySceneDetect was skipped: ${skipped}`]),
    ...(["default", "thorough"] as const).map(
      (kind) => `Among the candidates, ${kind}: ${visible(candidates[kind])}`,
    ),
    "",
    table(COVERAGE, chosen),
  ].join("\n");
}

function visible({ shots, textChanges, marks, subjects }: ScanNumbers["candidates"]["default"]): string {
  const of = (what: string, { seen, all }: { seen: number; all: number }) => `${what} ${seen}/${all}`;
  return [
    of("shots", shots),
    of("text changes", textChanges),
    of("marks of 0.2 s", marks),
    of("fast subjects", subjects),
  ].join(", ");
}
