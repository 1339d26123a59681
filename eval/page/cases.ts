import { formatTimecode } from "../../src/chat/text/timecode.ts";
import { html, type Markup } from "../../src/report/page/html.ts";
import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { caseWords } from "./case-words.ts";
import { lanes, legend } from "./lanes.ts";
import { countText } from "./numbers.ts";
import type { PageData, Shown } from "./page-data.ts";
import { scrolled } from "./scrolled.ts";

/** What a variant made of a case: of several seeds the first one is shown. */
export interface Watched {
  readonly shown: Shown;
  readonly outcome: Outcome;
  readonly truth: EvalCase;
  readonly seeds: number;
}

interface ShownCase {
  readonly truth: EvalCase;
  readonly watched: readonly Watched[];
}

/** A table of all cases, then each with its truth and what was told about it. */
export function cases(data: PageData): Markup {
  const all = casesOf(data);
  return html`<section aria-labelledby="by-case">
<h2 id="by-case">By video</h2>
<p class="lead">Of its events: how many a segment at their time tells. Then the segments that tell what is not there, or not then. Choices of frames by chance count together.</p>
${caseTable(data, all)}</section>
<section aria-labelledby="cases">
<h2 id="cases">Every video beside its truth</h2>
${legend()}${all.map(caseSection)}</section>
`;
}

/** In the order of the runs; what only the second has comes last. */
function casesOf({ runs, shown }: PageData): ShownCase[] {
  const truths = new Map(
    runs.toReversed().flatMap(({ run }) => run.cases.map((one) => [one.id, one] as const)),
  );
  const ids = new Set(runs.flatMap(({ run }) => run.cases.map(({ id }) => id)));
  return [...ids].flatMap((id) => {
    const truth = truths.get(id);
    return truth ? [{ truth, watched: shown.flatMap((one) => watchedBy(one, id)) }] : [];
  });
}

function watchedBy(shown: Shown, id: string): Watched[] {
  const outcomes = shown.result.outcomes.filter((outcome) => outcome.case === id);
  const truth = shown.of.run.cases.find((one) => one.id === id);
  const [outcome] = outcomes;
  return outcome && truth ? [{ shown, outcome, truth, seeds: outcomes.length }] : [];
}

function caseTable({ shown }: PageData, all: readonly ShownCase[]): Markup {
  const heads = shown.map(({ label }) => html`<th scope="col"><bdi>${label}</bdi></th>`);
  const rows = all.map(({ truth }) => {
    const cells = shown.map((one) => cell(one, truth.id));
    return html`<tr><th scope="row"><a href="#case-${truth.id}">${truth.id}</a></th>${cells}</tr>\n`;
  });
  return scrolled(
    "Events found and invented, by video",
    html`<table class="cases">
<thead><tr><th scope="col">Video</th>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>`,
  );
}

function cell({ result }: Shown, id: string): Markup {
  const graded = result.graded.get(id);
  if (!graded) return html`<td>–</td>`;
  const { eventsFound, eventsInvented, usable } = graded;
  if (usable.hits === 0) return html`<td class="bad">no summary</td>`;
  const found = eventsFound.of > 0 ? `${eventsFound.hits} of ${eventsFound.of}` : "–";
  const invented =
    eventsInvented.hits > 0 ? html` <span class="bad">${eventsInvented.hits} invented</span>` : html``;
  return html`<td>${found}${invented}</td>`;
}

function caseSection({ truth, watched }: ShownCase): Markup {
  const [first] = watched;
  const length = first ? formatTimecode(first.outcome.seconds, { precision: 1 }) : "not watched";
  const facts = [length, truth.kind ?? "general", truth.language, truth.video].join(" · ");
  const seeds = Math.max(0, ...watched.map((one) => one.seeds));
  const note =
    seeds > 1
      ? html`<p class="soft">Of ${countText(seeds, "choice", "choices")} of frames by chance the first is shown; the figures count all.</p>\n`
      : html``;
  return html`<article class="case" id="case-${truth.id}">
<h3>${truth.id}</h3>
<p class="soft"><bdi>${facts}</bdi><br><bdi>${truth.source}</bdi></p>
${note}${lanes(truth, watched)}${caseWords(truth, watched)}</article>
`;
}
