import type { Catalogue } from "../chat/catalogue/catalogue.ts";
import type { Action, Card, OutgoingFile, OutgoingMessage } from "../chat/message.ts";
import { renderReport } from "../report/page.ts";
import type { Segment, Summary } from "./summary.ts";
import { formatSummaryJson } from "./summary-json.ts";
import {
  coverageText,
  headingOf,
  overviewOf,
  rangeText,
  remarkText,
  stillAlt,
  stillTime,
  titleOf,
} from "./words.ts";

const SUMMARY_FILE = "summary.json";
const REPORT_FILE = "report.html";

/** A finished summary as every platform can show it, in the reader's language around the model's texts. */
export function renderSummary(
  summary: Summary,
  catalogue: Catalogue,
  { key, madeAt }: { key?: string; madeAt?: number | null } = {},
): OutgoingMessage {
  const { questions } = catalogue;
  return {
    kind: "summary",
    title: titleOf(summary, catalogue),
    text: overviewOf(summary, catalogue),
    cards: summary.segments.map((segment, position) => card(summary, segment, position, catalogue)),
    footer: [
      coverageText(summary, catalogue),
      ...summary.remarks.map((remark) => remarkText(remark, catalogue)),
      ...(typeof madeAt === "number" ? [questions.madeBefore(dateText(madeAt, catalogue))] : []),
    ],
    ...(key !== undefined && { actions: actionsOf(summary, key, catalogue) }),
    files: [jsonFile(summary), reportFile(summary, catalogue)],
    ...(needsModel(summary) && { operatorHint: catalogue.summary.connectModel }),
  };
}

function card(summary: Summary, segment: Segment, position: number, catalogue: Catalogue): Card {
  const { description, significance, still } = segment;
  return {
    time: rangeText(segment),
    title: headingOf(summary, position, catalogue),
    body: description,
    ...(significance && { note: catalogue.summary.significance(significance) }),
    caption: catalogue.summary.stillCaption(stillTime(segment)),
    image: {
      name: still.name,
      mediaType: "image/jpeg",
      data: still.jpeg,
      alt: stillAlt(segment, catalogue),
    },
  };
}

function jsonFile(summary: Summary): OutgoingFile {
  return {
    name: SUMMARY_FILE,
    mediaType: "application/json",
    data: Buffer.from(formatSummaryJson(summary)),
  };
}

function reportFile(summary: Summary, catalogue: Catalogue): OutgoingFile {
  return {
    name: REPORT_FILE,
    mediaType: "text/html",
    data: Buffer.from(renderReport(summary, catalogue)),
  };
}

/** A model that refused, dawdled or talked nonsense is connected already: how to connect one is no help then. */
function needsModel({ remarks }: Summary): boolean {
  return remarks.some(
    (remark) =>
      remark.kind === "no-model" && (remark.reason === "missing" || remark.reason === "unreachable"),
  );
}

function dateText(time: number, { lang }: Catalogue): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(time);
}

/** Buttons under a summary; the key names the context that they are about. */
function actionsOf({ model }: Summary, key: string, { actions }: Catalogue): Action[] {
  const value = key.slice(0, ACTION_VALUE);
  const more: Action = { id: "more", label: actions.more, value };
  const report: Action = { id: "report", label: actions.report, value };
  if (model === null) return [{ id: "retry", label: actions.retry, value, style: "primary" }, more, report];
  return [
    more,
    report,
    { id: "helpful", label: actions.helpful, value: "all" },
    { id: "not-helpful", label: actions.notHelpful, value: "all" },
  ];
}

/** The longest value that every platform carries. */
const ACTION_VALUE = 60;
