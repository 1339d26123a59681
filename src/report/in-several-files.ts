import type { FileRoom, OutgoingFile } from "../chat/message.ts";
import type { Shrink } from "../video/video.ts";
import { isLegible, lightReport } from "./light-report.ts";
import { type Report, type Sheet, sectionOf } from "./report.ts";

interface SeveralOptions extends FileRoom {
  readonly shrink: Shrink;
}

/**
 * A long video's report in as few files as its stills need, divided between chapters: report-1.html, report-2.html. Each has
 * the contents of all, and leads to the others where they lie beside it. Null where there are not enough chapters or files.
 */
export async function inSeveralFiles(
  report: Report,
  { name, bytesPerFile, bytes, files, shrink }: SeveralOptions,
): Promise<readonly OutgoingFile[] | null> {
  const most = Math.min(files, report.sections.length);
  for (let count = 2; count <= most; count++) {
    const maxBytes = Math.min(bytesPerFile, Math.floor(bytes / count));
    const reports = sheets(report, name, count).map((sheet) => ({ ...report, sheet }));
    if (!reports.every((one) => isLegible(one, maxBytes))) continue;
    const pages: OutgoingFile[] = [];
    for (const one of reports) {
      const data = await lightReport(one, { maxBytes, shrink });
      if (data === null) return null;
      const smaller = (limit: number) => lightReport(one, { maxBytes: limit, shrink });
      pages.push({
        name: one.sheet.names[one.sheet.number - 1] ?? name,
        mediaType: "text/html",
        data,
        smaller,
      });
    }
    return pages;
  }
  return null;
}

/** About as many pictures in each. */
function sheets({ summary, sections }: Report, name: string, count: number): readonly Sheet[] {
  const names = Array.from({ length: count }, (_, i) => numbered(name, i + 1));
  const illustrated = (summary.findings ?? []).filter(({ still }) => still);
  const found = Map.groupBy(illustrated, (finding) => sectionOf(sections, finding));
  const pictures = sections.map((section) => section.segments.length + (found.get(section)?.length ?? 0));
  const total = pictures.reduce((sum, number) => sum + number, 0);
  let before = 0;
  let file = 1;
  const of = pictures.map((number, i) => {
    const middle = before + number / 2;
    before += number;
    const fair = Math.floor((middle / Math.max(1, total)) * count) + 1;
    // No file stays empty: one begins after another, and the last sections are enough for the last files.
    const next = i === 0 ? 1 : Math.min(fair, file + 1, count);
    file = Math.max(next, file, count - sections.length + i + 1);
    return file;
  });
  return names.map((_, i) => ({ number: i + 1, names, of }));
}

/** "report.html" as "report-2.html". */
function numbered(name: string, number: number): string {
  return name.replace(/(?=\.[^.]*$)|$/, `-${number}`);
}
