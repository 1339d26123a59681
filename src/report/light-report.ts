import { inParallel } from "../util/parallel.ts";
import type { Shrink } from "../video/video.ts";
import { renderPage } from "./page/page.ts";
import { type Report, sectionsHere } from "./report.ts";

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
  const { segments } = report.summary;
  const positions = positionsHere(report);
  const share = shareOf(report, maxBytes);
  if (share <= 0) return null;
  const stills = new Map<number, Buffer>();
  await inParallel(positions, AT_ONCE, async (position) => {
    const still = segments[position]?.still;
    const jpeg = still && (await shrink(still.jpeg, share));
    if (jpeg) stills.set(position, jpeg);
  });
  return stills.size < positions.length ? null : renderPage(withStills(report, stills)).bytes();
}

/** Whether the stills still show what they show where the report has so many bytes. */
export function isLegible(report: Report, maxBytes: number): boolean {
  return shareOf(report, maxBytes) >= LEGIBLE;
}

/** Most bytes of one still, so that all of them fit; those that are smaller anyway leave more to the others. */
function shareOf(report: Report, maxBytes: number): number {
  const { segments } = report.summary;
  const words = renderPage(withStills(report, new Map())).byteLength;
  const sizes = positionsHere(report).map((position) => segments[position]?.still.jpeg.byteLength ?? 0);
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

/** Positions of the segments in this file. */
function positionsHere(report: Report): readonly number[] {
  if (report.sections.length === 0) return [...report.summary.segments.keys()];
  return sectionsHere(report).flatMap(({ segments }) => segments);
}

/** With these pictures alone. */
function withStills(report: Report, stills: ReadonlyMap<number, Buffer>): Report {
  const segments = report.summary.segments.map((segment, position) => ({
    ...segment,
    still: { ...segment.still, jpeg: stills.get(position) ?? NOTHING },
  }));
  return { ...report, summary: { ...report.summary, segments } };
}
