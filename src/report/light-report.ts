import type { Still } from "../summary/summary.ts";
import { inParallel } from "../util/parallel.ts";
import type { Shrink } from "../video/video.ts";
import { renderPage } from "./page/page.ts";
import { findingsHere, type Report, sectionsHere } from "./report.ts";

/** Base64 makes four letters of three bytes, and pads the last ones. */
const BYTES_PER_LETTER = 3 / 4;
const PADDING = 2;
const NOTHING = Buffer.alloc(0);
/** Pictures that are made smaller at a time. */
const AT_ONCE = 2;
/** Bytes; a still of fewer has less than half of its width and height, and what is written in it cannot be read. */
const LEGIBLE = 20_000;

interface LightOptions {
  readonly maxBytes: number;
  readonly shrink: Shrink;
}

/**
 * The report with smaller stills; null where too little is left for them beside the words. The pictures keep their place on
 * the page: only their pixels are fewer.
 */
export async function lightReport(
  report: Report,
  { maxBytes, shrink }: LightOptions,
): Promise<Buffer | null> {
  const here = stillsHere(report);
  const share = shareOf(report, maxBytes);
  if (share <= 0) return null;
  const lighter = new Map<Still, Buffer>();
  await inParallel(here, AT_ONCE, async (still) => {
    const jpeg = await shrink(still.jpeg, share);
    if (jpeg) lighter.set(still, jpeg);
  });
  return lighter.size < here.length ? null : renderPage(withStills(report, lighter)).bytes();
}

/** Whether the stills still show what they show where the report has so many bytes. */
export function isLegible(report: Report, maxBytes: number): boolean {
  return shareOf(report, maxBytes) >= LEGIBLE;
}

/** Most bytes of one still, so that all of them fit; those that are smaller anyway leave more to the others. */
function shareOf(report: Report, maxBytes: number): number {
  const words = renderPage(withStills(report, new Map())).byteLength;
  const sizes = stillsHere(report).map(({ jpeg }) => jpeg.byteLength);
  let room = (maxBytes - words) * BYTES_PER_LETTER;
  let left = sizes.length;
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const share = Math.floor(room / left) - PADDING;
    if (size > share) return share;
    room -= size + PADDING;
    left--;
  }
  return room < 0 ? 0 : Number.POSITIVE_INFINITY;
}

/** Those in this file: of segments, and of what a kind found. */
function stillsHere(report: Report): readonly Still[] {
  const { segments } = report.summary;
  const positions =
    report.sections.length === 0
      ? [...segments.keys()]
      : sectionsHere(report).flatMap((section) => section.segments);
  return [
    ...positions.flatMap((position) => segments[position]?.still ?? []),
    ...findingsHere(report).flatMap(({ still }) => still ?? []),
  ];
}

/** With these pictures alone. */
function withStills(report: Report, pictures: ReadonlyMap<Still, Buffer>): Report {
  const { segments, findings } = report.summary;
  const lighter = (still: Still) => ({ ...still, jpeg: pictures.get(still) ?? NOTHING });
  const summary = {
    ...report.summary,
    segments: segments.map((segment) => ({ ...segment, still: lighter(segment.still) })),
    ...(findings && {
      findings: findings.map(({ still, ...finding }) => ({
        ...finding,
        ...(still && { still: lighter(still) }),
      })),
    }),
  };
  return { ...report, summary };
}
