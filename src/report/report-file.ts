import type { Catalogue } from "../chat/locales/locales.ts";
import type { OutgoingFile, TimeLink } from "../chat/message.ts";
import { renderSummary } from "../summary/render.ts";
import type { Summary } from "../summary/summary.ts";
import { type MomentUrl, withTimes } from "../summary/times/link-times.ts";
import type { Shrink } from "../video/video.ts";
import { renderReport } from "./page.ts";

const REPORT_FILE = "report.html";
/** Base64 makes four letters of three bytes, and pads the last ones. */
const BYTES_PER_LETTER = 3 / 4;
const PADDING = 2;
const NOTHING = Buffer.alloc(0);

interface ReportOptions {
  /** What the times in the report lead to; without it they are text. */
  readonly moments?: MomentUrl;
  /** Makes the stills smaller where the whole report is too large for a place. */
  readonly shrink?: Shrink;
}

/** The report as a file to send. */
export function reportFile(
  summary: Summary,
  catalogue: Catalogue,
  { moments = () => null, shrink }: ReportOptions = {},
): OutgoingFile {
  const { times = [] } = withTimes(renderSummary(summary, catalogue), moments);
  return {
    name: REPORT_FILE,
    mediaType: "text/html",
    data: Buffer.from(renderReport(summary, catalogue, times)),
    ...(shrink && { smaller: (maxBytes) => lightReport(summary, catalogue, { maxBytes, shrink, times }) }),
  };
}

interface LightOptions {
  readonly maxBytes: number;
  readonly shrink: Shrink;
  /** Those times that are links. */
  readonly times?: readonly TimeLink[];
}

/**
 * The report with smaller stills, each in an equal share of what the words leave; null where that is too little. The
 * pictures keep their place on the page: only their pixels are fewer.
 */
export async function lightReport(
  summary: Summary,
  catalogue: Catalogue,
  { maxBytes, shrink, times = [] }: LightOptions,
): Promise<Buffer | null> {
  const { segments } = summary;
  const words = reportWith(summary, catalogue, times, []).byteLength;
  const room = (maxBytes - words) * BYTES_PER_LETTER;
  const share = Math.floor(room / Math.max(1, segments.length)) - PADDING;
  if (share <= 0) return null;
  const stills: Buffer[] = [];
  for (const { still } of segments) {
    const jpeg = await shrink(still.jpeg, share);
    if (jpeg === null) return null;
    stills.push(jpeg);
  }
  return reportWith(summary, catalogue, times, stills);
}

function reportWith(
  summary: Summary,
  catalogue: Catalogue,
  times: readonly TimeLink[],
  stills: readonly Buffer[],
): Buffer {
  const segments = summary.segments.map((segment, position) => ({
    ...segment,
    still: { ...segment.still, jpeg: stills[position] ?? NOTHING },
  }));
  return Buffer.from(renderReport({ ...summary, segments }, catalogue, times));
}
