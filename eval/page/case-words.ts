import { formatTimecode } from "../../src/chat/text/timecode.ts";
import { html, type Markup } from "../../src/report/page/html.ts";
import type { EvalCase } from "../case.ts";
import type { Watched } from "./cases.ts";
import { rangeText } from "./lanes.ts";
import {
  isAnswerRight,
  isQuoteRight,
  type Segment,
  type SegmentVerdict,
  segmentVerdicts,
} from "./verdicts.ts";

/** The truth in words, and beside it what each variant told and answered. */
export function caseWords(truth: EvalCase, watched: readonly Watched[]): Markup {
  return html`<details class="in-words">
<summary>In words</summary>
<div class="beside">
<div class="truth">
<h4>Truth</h4>
${truthList(truth)}</div>
<div class="tellings">
${watched.map(toldBy)}</div>
</div>
</details>
`;
}

function truthList({ events, spoken, written, absent, questions, language }: EvalCase): Markup {
  const timed = (title: string, list: readonly { start: number; end: number; text: string }[]) =>
    list.length === 0
      ? html``
      : html`<h5>${title}</h5>\n<ul>\n${list.map(({ start, end, text }) => html`<li><span class="when">${rangeText(start, end)}</span> <span lang="${language}" dir="auto">${text}</span></li>\n`)}</ul>\n`;
  const happens = events.map(({ id, start, end, words }) => ({
    start,
    end,
    text: `${id}: ${wordsText(words)}`,
  }));
  const asked = questions.map(
    ({ text, answer }) =>
      html`<li><span lang="${language}" dir="auto">${text}</span> <span class="soft">${answer ? wordsText(answer) : "The video does not tell."}</span></li>\n`,
  );
  return html`${timed("What happens, by its words", happens)}${timed("What is said", spoken)}${timed("What can be read", written)}${absent.length > 0 ? html`<h5>What is not there</h5>\n<p lang="${language}">${absent.join(", ")}</p>\n` : html``}${asked.length > 0 ? html`<h5>What is asked</h5>\n<ul>\n${asked}</ul>\n` : html``}`;
}

/** One of each group: "dog or puppy, and ball". */
function wordsText(groups: EvalCase["events"][number]["words"]): string {
  return groups.map((group) => group.join(" or ")).join(", and ");
}

function toldBy(watched: Watched): Markup {
  const { shown, outcome, truth } = watched;
  const { summary, failure } = outcome;
  const lang = summary?.language ?? truth.language;
  const why = failure ? ` (${failure})` : "";
  const told = summary
    ? html`<p class="title" lang="${lang}" dir="auto">${summary.title}</p>
<p lang="${lang}" dir="auto">${summary.overview}</p>
<ol>
${segmentItems(watched)}</ol>
`
    : html`<p class="bad">No summary came of it${why}.</p>\n`;
  return html`<section>
<h4><bdi>${shown.label}</bdi></h4>
${told}${answers(watched)}</section>
`;
}

function segmentItems({ outcome: { summary }, truth }: Watched): Markup[] {
  if (!summary) return [];
  const verdicts = segmentVerdicts(truth, summary.segments);
  return summary.segments.map((segment, i) => {
    const quotes = segment.quotes.map((quote) => {
      const isRight = isQuoteRight(truth, summary, segment, quote);
      return html`<p class="quote"><q lang="${summary.language}" dir="auto">${quote.text}</q>${mark(isRight, "said there", "not said there")}</p>\n`;
    });
    return segmentItem(segment, { verdict: verdicts[i], quotes, lang: summary.language });
  });
}

interface Beside {
  readonly verdict: SegmentVerdict | undefined;
  readonly quotes: readonly Markup[];
  readonly lang: string;
}

function segmentItem(
  { start, end, theme, description, significance, key, still }: Segment,
  beside: Beside,
): Markup {
  const { verdict, quotes, lang } = beside;
  const moment = (time: number) => formatTimecode(time, { precision: 1 });
  const named = Math.abs(key - still) < 0.05 ? "" : `, frame named ${moment(key)}`;
  return html`<li><span class="when">${rangeText(start, end)}, still ${moment(still)}${named}</span>${verdict?.text ? html` <span class="mark ${verdict.kind}">${verdict.text}</span>` : html``}${verdict?.isStillRight === false ? html` <span class="mark invented">still outside of it</span>` : html``}
<p lang="${lang}" dir="auto"><b>${theme}</b> ${description} <i>${significance}</i></p>
${quotes}</li>
`;
}

function answers({ truth, outcome }: Watched): Markup {
  const items = truth.questions.flatMap((question) => {
    const answer = outcome.answers.find((one) => one.question === question.text);
    if (!answer) return [];
    const isRight = isAnswerRight(truth, question, outcome);
    const times = answer.moments.map((time) => formatTimecode(time, { precision: 1 })).join(", ");
    const text = answer.failure
      ? `No answer (${answer.failure}).`
      : answer.text || "The video does not tell.";
    return [
      html`<li><span lang="${truth.language}" dir="auto">${question.text}</span><br><span lang="${truth.language}" dir="auto">${text}</span> <span class="when">${times}</span>${mark(isRight, "right", "wrong")}</li>\n`,
    ];
  });
  return items.length === 0 ? html`` : html`<h5>Answers</h5>\n<ul>\n${items}</ul>\n`;
}

function mark(isRight: boolean | null, right: string, wrong: string): Markup {
  if (isRight === null) return html``;
  return html` <span class="mark ${isRight ? "told" : "invented"}">${isRight ? right : wrong}</span>`;
}
