import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { renderPage } from "../../src/report/page/page.ts";
import type { Report } from "../../src/report/report.ts";
import { sectionsOf } from "../../src/report/sections.ts";
import type { Summary } from "../../src/summary/summary.ts";

/** What a page is made from, in English, without links and small pictures. */
export function reportOf(summary: Summary, more: Partial<Report> = {}): Report {
  const catalogue = more.catalogue ?? catalogueFor("en");
  const sections = sectionsOf(summary, catalogue);
  return { summary, catalogue, sections, times: [], film: new Map(), ...more };
}

export function pageOf(summary: Summary, more: Partial<Report> = {}): string {
  return renderPage(reportOf(summary, more)).text;
}
