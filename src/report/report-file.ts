import type { Catalogue } from "../chat/locales/locales.ts";
import type { OutgoingFile } from "../chat/message.ts";
import type { Summary } from "../summary/summary.ts";
import type { MomentUrl } from "../summary/times/link-times.ts";
import type { Shrink } from "../video/video.ts";
import { inSeveralFiles } from "./in-several-files.ts";
import { isLegible, lightReport } from "./light-report.ts";
import { filmOf } from "./page/filmstrip.ts";
import { renderPage } from "./page/page.ts";
import type { Picture, Report } from "./report.ts";
import { linksOf } from "./report-links.ts";
import { sectionsOf } from "./sections.ts";

const REPORT_FILE = "report.html";
const MEDIA_TYPE = "text/html";
/** What a phone opens without a thought; the stills of many hours get lighter than they are. */
const MOST_BYTES = 24_000_000;

interface ReportOptions {
  /** What the times in the report lead to; without it they are text. */
  readonly moments?: MomentUrl;
  /** Makes the stills smaller where the whole report is too large for a place. */
  readonly shrink?: Shrink;
}

/** The report as a file to send. */
export async function reportFile(
  summary: Summary,
  catalogue: Catalogue,
  { moments = () => null, shrink }: ReportOptions = {},
): Promise<OutgoingFile> {
  const sections = sectionsOf(summary, catalogue);
  const film = sections.length > 0 && shrink ? await makeFilm(summary, shrink) : NO_FILM;
  const times = linksOf(summary, catalogue, moments);
  const report: Report = { summary, catalogue, times, sections, film };
  const page = renderPage(report);
  const light =
    shrink && page.byteLength > MOST_BYTES
      ? await lightReport(report, { maxBytes: MOST_BYTES, shrink })
      : null;
  const file: OutgoingFile = { name: REPORT_FILE, mediaType: MEDIA_TYPE, data: light ?? page.bytes() };
  if (!shrink) return file;
  return {
    ...file,
    smaller: (maxBytes) => lightReport(report, { maxBytes, shrink }),
    inSeveral: async (room) =>
      isLegible(report, room.bytesPerFile) ? null : inSeveralFiles(report, { ...room, shrink }),
  };
}

const NO_FILM: ReadonlyMap<number, Picture> = new Map();
/** Of one small picture. */
const FILM_BYTES = 9_000;

async function makeFilm(
  { segments, coverage }: Summary,
  shrink: Shrink,
): Promise<ReadonlyMap<number, Picture>> {
  const film = new Map<number, Picture>();
  for (const position of filmOf({ segments, coverage })) {
    const still = segments[position]?.still;
    const jpeg = still && (await shrink(still.jpeg, FILM_BYTES));
    if (jpeg) film.set(position, { jpeg, width: still.width, height: still.height });
  }
  return film;
}
