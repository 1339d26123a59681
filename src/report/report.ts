import type { Catalogue } from "../chat/locales/locales.ts";
import type { TimeLink } from "../chat/message.ts";
import type { Finding } from "../summary/kinds/finding.ts";
import type { Summary } from "../summary/summary.ts";
import type { Section } from "./sections.ts";

/** A picture and its size in pixels. */
export interface Picture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Where a report is in several files, one of them. */
export interface Sheet {
  /** From one. */
  readonly number: number;
  /** Names of all files, in order. */
  readonly names: readonly string[];
  /** The number of the file that each section is in. */
  readonly of: readonly number[];
}

/** Everything that a page is made from. */
export interface Report {
  readonly summary: Summary;
  readonly catalogue: Catalogue;
  /** Those times that are links. */
  readonly times: readonly TimeLink[];
  /** Of a long video. */
  readonly sections: readonly Section[];
  /** Small pictures over the whole length, by the position of their segment. */
  readonly film: ReadonlyMap<number, Picture>;
  /** Absent where all of it is in one file. */
  readonly sheet?: Sheet;
}

/** Number of the file that a section is in; one where there is one file. */
export function sheetOf({ sheet }: Pick<Report, "sheet">, { number }: Section): number {
  return sheet?.of[number - 1] ?? 1;
}

export function isHere(report: Pick<Report, "sheet">, section: Section): boolean {
  return sheetOf(report, section) === (report.sheet?.number ?? 1);
}

/** The sections that are in this file. */
export function sectionsHere(report: Report): readonly Section[] {
  return report.sections.filter((section) => isHere(report, section));
}

/** What a kind found in the sections of this file. */
export function findingsHere(report: Pick<Report, "summary" | "sections" | "sheet">): readonly Finding[] {
  const { summary, sections } = report;
  const { findings = [] } = summary;
  if (!report.sheet) return findings;
  return findings.filter((finding) => {
    const section = sectionOf(sections, finding);
    return section !== undefined && isHere(report, section);
  });
}

/** The section in which a finding begins. */
export function sectionOf(
  sections: readonly Section[],
  { start }: Pick<Finding, "start">,
): Section | undefined {
  return sections.findLast((section) => section.start <= start) ?? sections[0];
}

/** Leads to a section, or to a segment in it, whichever file that is in. */
export function hrefIn(report: Pick<Report, "sheet">, section: Section | undefined, anchor: string): string {
  if (!section || isHere(report, section)) return `#${anchor}`;
  const name = report.sheet?.names[sheetOf(report, section) - 1] ?? "";
  return `${encodeURIComponent(name)}#${anchor}`;
}

export function segmentHref(report: Pick<Report, "sections" | "sheet">, position: number): string {
  const section = report.sections.find(({ segments }) => segments.includes(position));
  return hrefIn(report, section, `segment-${position + 1}`);
}
