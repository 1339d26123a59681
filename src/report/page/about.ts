import type { Catalogue } from "../../chat/locales/locales.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Summary } from "../../summary/summary.ts";
import { coverageText, warningText } from "../../summary/words.ts";
import type { Report } from "../report.ts";
import { html, type Markup, withLinks } from "./html.ts";

/** What was looked at, what a reader must know of this run, and the facts that make it repeatable. */
export function about({ summary, catalogue, times }: Report): Markup {
  const warnings = summary.warnings
    .filter(({ kind }) => kind !== "no-model")
    .map((warning) => html`<p class="warning">${withLinks(warningText(warning, catalogue), times)}</p>\n`);
  const facts = factsOf(summary, catalogue).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>\n`,
  );
  const notice = summary.model === null ? html`` : html`<p>${catalogue.summary.writtenByModel}</p>\n`;
  return html`<footer class="about" id="about">
<h2>${catalogue.report.about}</h2>
<p>${withLinks(coverageText(summary, catalogue), times)}</p>
${notice}${warnings}<dl>
${facts}</dl>
</footer>
`;
}

type Fact = readonly [name: string, value: string];

function factsOf({ video, model, language, promptVersion }: Summary, { report }: Catalogue): Fact[] {
  const facts: Fact[] = [
    [report.file, video.name],
    [report.length, formatTimecode(video.duration, { precision: 1 })],
    [report.picture, report.pictureSize(video.width, video.height, video.frameRate)],
    [report.model, model ?? report.noModel],
  ];
  if (model !== null) facts.push([report.language, language], [report.prompt, promptVersion]);
  return [...facts, [report.checksum, video.sha256]];
}
