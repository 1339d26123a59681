import type { Clip } from "../clips/store.ts";
import { pySceneDetect } from "../measure/py-scene-detect.ts";
import { decodeOnly, median } from "../measure/run-program.ts";
import { budgetsOf, scanClip } from "../measure/scan.ts";
import type { ScanFacts } from "../measure/scan-process.ts";
import { type Coverage, coverageOf, scoreTransitions, seen, type TransitionScore } from "../measure/score.ts";
import { share, table } from "../table.ts";

interface Row {
  readonly what: string;
  /** Milliseconds, and as a share of decoding alone in the same round; medians. */
  readonly milliseconds: number;
  readonly ratio: number;
  readonly plan: string;
  readonly score: TransitionScore | null;
  /** Node's growth over idle, and ffmpeg; megabytes. */
  readonly node: number | null;
  readonly ffmpeg: number | null;
}

export interface AnchorResult {
  readonly duration: number;
  readonly rows: readonly Row[];
  readonly skipped: string | null;
  /** Of what there is to see, what is among the candidates of each scan. */
  readonly candidates: Readonly<Record<string, string>>;
  readonly coverage: readonly (Coverage & { scan: string; strategy: string; budget: number })[];
}

/** All kinds of scan of one clip, in rounds, so that each is compared with its neighbours in time. */
export async function measureAnchor(
  clip: Clip,
  rounds: number,
  say: (line: string) => void,
): Promise<AnchorResult> {
  const taken: { decode: number; default: ScanFacts; thorough: ScanFacts }[] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    const { milliseconds: decode } = await decodeOnly(clip.path);
    taken.push({
      decode,
      default: await scanClip(clip, "default"),
      thorough: await scanClip(clip, "thorough"),
    });
  }
  const [last] = taken.slice(-1);
  if (!last) throw new RangeError("at least one round");
  const peer = await pySceneDetect(clip.path);
  const scanRow = (kind: "default" | "thorough"): Row => ({
    what: `${kind} scan`,
    milliseconds: median(taken.map((round) => round[kind].milliseconds)),
    ratio: median(taken.map((round) => round[kind].milliseconds / round.decode)),
    plan: last[kind].plan,
    score: scoreTransitions(clip.truth, last[kind].cuts),
    node: last[kind].nodePeak - last[kind].nodeIdle,
    ffmpeg: last[kind].ffmpegPeak,
  });
  const decode = median(taken.map((round) => round.decode));
  const bare = { plan: "", score: null, node: null, ffmpeg: null };
  const rows: Row[] = [
    { what: "ffmpeg, decode only", milliseconds: decode, ratio: 1, ...bare },
    scanRow("default"),
    scanRow("thorough"),
  ];
  if (!("skipped" in peer)) {
    const { milliseconds, cuts } = peer;
    const score = scoreTransitions(clip.truth, cuts);
    rows.push({ what: "PySceneDetect", milliseconds, ratio: milliseconds / decode, ...bare, score });
  }
  return {
    duration: clip.truth.duration,
    rows,
    skipped: "skipped" in peer ? peer.skipped : null,
    candidates: { default: visible(clip, last.default), thorough: visible(clip, last.thorough) },
    coverage: (["default", "thorough"] as const).flatMap((scan) => coverageRows(clip, scan, last[scan])),
  };
}

function visible({ truth }: Clip, { candidates }: ScanFacts): string {
  const of = (what: string, spans: readonly { start: number; end: number }[]) =>
    `${what} ${seen(spans, candidates)}/${spans.length}`;
  return [
    of("shots", truth.shots),
    of("text changes", truth.textChanges),
    of("marks of 0.2 s", truth.marks),
    of("fast subjects", truth.subjects),
  ].join(", ");
}

function coverageRows(clip: Clip, scan: string, { chosen }: ScanFacts) {
  return Object.entries(chosen).flatMap(([strategy, byBudget]) =>
    budgetsOf(clip).map((budget) => ({
      scan,
      strategy,
      budget,
      ...coverageOf(clip.truth, byBudget[budget] ?? [], budget),
    })),
  );
}

export function anchorRows({ duration, rows, skipped, candidates, coverage }: AnchorResult): string {
  const speed = rows.map(({ what, milliseconds, ratio, score, node, ffmpeg }) => [
    what,
    `${(milliseconds / 1000).toFixed(1)} s`,
    `${((duration * 1000) / milliseconds).toFixed(1)}x`,
    ratio.toFixed(2),
    score ? `${share(score.precision)} ${share(score.recall)} ${share(score.f1)}` : "",
    score ? ["cut", "jump", "fade", "dissolve"].map((kind) => score.byKind[kind] ?? "-").join(" ") : "",
    score ? String(score.flashes) : "",
    node === null ? "" : `+${Math.round(node)}`,
    ffmpeg === null ? "" : String(Math.round(ffmpeg)),
  ]);
  const head = [
    "what",
    "wall",
    "real time",
    "to decode",
    "P R F1",
    "cut jump fade dissolve",
    "flashes",
    "Node MB",
    "ffmpeg MB",
  ];
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
    table(head, speed),
    skipped === null ? "" : `PySceneDetect was skipped: ${skipped}`,
    `Among the candidates, default: ${candidates.default}`,
    `Among the candidates, thorough: ${candidates.thorough}\n`,
    table(["scan, strategy", "N", "used", "shots seen", "text", "marks", "subjects", "largest gap"], chosen),
  ].join("\n");
}
