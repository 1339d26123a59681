import { COLOURS } from "../../src/report/page/style.ts";

const FRAME = `
:root { --good: #2f6b3c; --good-block: #bcd8b8; --bad: #a3261b; --bad-block: #efc0b6; --off-block: #ecd9a0; }
@media screen and (prefers-color-scheme: dark) {
  :root { --good: #8fcf97; --good-block: #2c5434; --bad: #f2958a; --bad-block: #6b2b24; --off-block: #5f4f1e; }
}
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere; }
main { max-width: 84rem; margin: 0 auto; padding: clamp(1.5rem, 4vw, 4rem) clamp(1rem, 4vw, 3rem); }
h1, h2 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2vw, 2.75rem); letter-spacing: -0.01em; margin-bottom: 1rem; }
h2 { border-top: 1px solid var(--line); font-size: 1.5rem; margin-top: 3rem; padding-top: 2rem; }
h3 { font-size: 1rem; line-height: 1.3; }
h4 { font-size: 0.9375rem; margin-bottom: 0.4rem; }
h5 { color: var(--soft); font-size: 0.8125rem; font-weight: 600; margin: 0.9rem 0 0.3rem; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 0.2em; }
a:focus-visible, summary:focus-visible, .scrolled:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul, ol { padding: 0; }
.lead { color: var(--soft); margin: 0.5rem 0 1.25rem; max-width: 68ch; }
.soft, .what, .when { color: var(--soft); font-size: 0.8125rem; }
.when, .numbers, td { font-variant-numeric: tabular-nums; }
.bad { color: var(--bad); }
.run { font-size: 0.9375rem; }
.notice { background: var(--raised); border-inline-start: 3px solid var(--accent); border-radius: 2px;
  margin: 1rem 0; max-width: 48rem; padding: 0.8rem 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin-top: 1.5rem; font-size: 0.9375rem; }
[id] { scroll-margin-top: 1rem; }`;

const PLOTS = `
.cards { display: grid; gap: 2rem 3rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 32rem), 1fr)); }
h3 .way { color: var(--soft); font-weight: 400; font-size: 0.8125rem; margin-left: 0.5rem; }
.rows { list-style: none; margin-top: 0.6rem; }
.row { align-items: center; display: grid; gap: 0 1.1rem; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr) 9.5rem;
  min-height: 1.75rem; font-size: 0.875rem; line-height: 1.25; }
svg { display: block; overflow: visible; }
.grid { stroke: var(--line); stroke-width: 1; }
.interval { stroke: var(--accent); stroke-width: 2; }
.value { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
.marks { color: var(--soft); font-size: 0.6875rem; height: 1.1rem; position: relative; }
.marks span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
@media screen and (max-width: 40rem) {
  .row { grid-template-columns: minmax(0, 1fr) 8.5rem; }
  .row bdi { grid-column: 1 / -1; margin-top: 0.45rem; }
  .row > span:empty:first-child { display: none; }
}`;

const TABLES = `
.scrolled { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: separate; border-spacing: 0; font-size: 0.875rem; line-height: 1.3; overflow-wrap: normal; }
th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.9rem 0.4rem 0; text-align: start; vertical-align: top; }
thead th { font-size: 0.93em; vertical-align: bottom; }
th .soft, td .soft { display: block; font-size: 0.86em; font-weight: 400; }
th[scope="row"] { background: var(--paper); font-weight: 500; left: 0; overflow-wrap: anywhere; max-width: 16rem; min-width: 7rem; position: sticky; z-index: 1; }
section > h3 { margin: 1.5rem 0 0.5rem; }
.figures { font-size: 0.8125rem; }
.figures th, .figures td { padding-right: 0.5rem; }
.figures thead th { min-width: 4rem; }
.pair .wide { min-width: 13rem; padding-inline: 0.6rem 1.5rem; width: 22rem; }
details { margin-bottom: 0.75rem; }
summary { cursor: pointer; font-weight: 500; padding: 0.3rem 0; }
.compared table { margin-top: 0.5rem; width: 100%; }
.verdict { white-space: nowrap; }
.verdict.better, .mark.told { color: var(--good); font-weight: 600; }
.verdict.worse, .mark.invented { color: var(--bad); font-weight: 600; }
.verdict.cannot-tell { color: var(--soft); }`;

const CASES = `
.legend { display: flex; flex-wrap: wrap; font-size: 0.8125rem; gap: 0.35rem 1.4rem; list-style: none; margin: 0.9rem 0 0.5rem; }
.legend li { align-items: center; display: flex; gap: 0.5rem; }
.case { border-top: 1px solid var(--line); margin-top: 1.75rem; padding-top: 1.5rem; }
.case h3 { font-size: 1.125rem; }
.lanes { margin: 1rem 0 0.75rem; }
.lane { align-items: start; display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr);
  font-size: 0.875rem; line-height: 1.3; padding: 0.25rem 0; }
.block rect { fill: var(--block-even); stroke: var(--block-ink); stroke-opacity: 0.25; }
.block text { fill: var(--ink); font: 600 0.75rem var(--sans); }
.block.event rect { fill: var(--block); }
.block.told rect { fill: var(--good-block); }
.block.off rect { fill: var(--off-block); stroke-dasharray: 4 3; stroke-opacity: 0.8; }
.block.invented rect { fill: var(--bad-block); stroke: var(--bad); stroke-opacity: 1; stroke-width: 1.5; }
.still { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
.still.wrong { fill: var(--paper); stroke: var(--bad); stroke-width: 2.5; }
.frame { stroke: var(--soft); stroke-width: 1; }
.ticks { color: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums; height: 1.25rem; position: relative; }
.ticks span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.ticks span:first-child { transform: none; }
.ticks span:last-child { transform: translateX(-100%); }
.beside { display: grid; font-size: 0.875rem; gap: 1.5rem 2.5rem; padding: 0.5rem 0 1rem; }
.tellings { display: grid; gap: 1.5rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); }
.tellings section { border-inline-start: 2px solid var(--line); padding-inline-start: 1rem; }
.beside ul { list-style: none; }
.beside ol { padding-inline-start: 1.4rem; }
.beside li { margin-bottom: 0.5rem; }
.title { font-weight: 600; }
.quote { color: var(--soft); }
.mark { font-size: 0.8125rem; }
.mark.other { color: var(--soft); }
.mark.off { font-weight: 600; }
@media screen and (min-width: 60rem) { .beside { grid-template-columns: 18rem minmax(0, 1fr); } }
@media screen and (max-width: 40rem) { .lane { grid-template-columns: minmax(0, 1fr); } }`;

/** Paper is wide, since the tables are, and holds what can be opened on a screen. */
const PRINT = `
@media print {
  @page { margin: 12mm; size: A4 landscape; }
  :root { color-scheme: light; --paper: #fff; --raised: #f4f2ec; }
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, summary { break-after: avoid; }
  nav { display: none; }
  details::details-content { content-visibility: visible; }
  .scrolled { overflow: visible; }
  table { font-size: 7.5pt; }
  th, td { padding-right: 2mm; }
  th[scope="row"] { min-width: 0; position: static; }
  .figures thead th { font-size: 6.5pt; min-width: 0; }
  .cards { grid-template-columns: 1fr 1fr; gap: 6mm 8mm; }
  .case > p { break-after: avoid; }
  .card, tr, .lanes, .tellings li { break-inside: avoid; }
  .notice, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .beside { grid-template-columns: 55mm minmax(0, 1fr); }
}`;

/** The page's whole stylesheet. */
export const STYLE = [COLOURS, FRAME, PLOTS, TABLES, CASES, PRINT].join("\n");
