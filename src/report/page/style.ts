import { CHAPTERS } from "./style-of-chapters.ts";

/** Names of the colors that a page uses, for those who like it light and those who like it dark; and of its letters. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --raised: #f2efe7; --ink: #1f1c17; --soft: #665f54; --line: #ddd7ca;
  --accent: #9a3a1c; --block: #d8c9b2; --block-even: #e6dbc8; --block-ink: #4c4130; --moment: #9a3a1c;
  --serif: "Iowan Old Style", Charter, "Bitstream Charter", "Palatino Linotype", Palatino, "Source Serif 4",
    "Noto Serif", Georgia, "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #171512; --raised: #211e1a; --ink: #ece6da; --soft: #a79e8f; --line: #38332c;
    --accent: #e9956f; --block: #4a4033; --block-even: #3a3229; --block-ink: #dccfba; --moment: #f0a27c;
  }
}`;

const FRAME = `
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  background: var(--paper); color: var(--ink); font: 1.125rem/1.6 var(--serif);
  overflow-wrap: anywhere; text-rendering: optimizeLegibility;
}
main { max-width: 74rem; margin: 0 auto; padding: clamp(2rem, 6vw, 5.5rem) clamp(1.25rem, 5vw, 4rem); }
h1, h2, h3 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
:lang(zh) { --serif: Georgia, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  --sans: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1, h2, .overview, .description, .significance p { font-family: var(--serif); }
h1 { font-size: clamp(2rem, 1.4rem + 2.8vw, 3.5rem); letter-spacing: -0.015em; line-height: 1.1; max-width: 22ch; }
h1:lang(zh) { letter-spacing: 0; line-height: 1.25; }
.source, .time, figcaption, .ticks, .number, dl, .significance h3, .significance h4, .notice, .about p { font-family: var(--sans); }
.source { color: var(--soft); font-size: 0.875rem; margin-bottom: 1.25rem; }
.overview { font-size: clamp(1.125rem, 1.05rem + 0.4vw, 1.3125rem); line-height: 1.6; margin-top: 1.5rem;
  max-width: 62ch; white-space: pre-line; text-wrap: pretty; }
.notice { background: var(--raised); border-inline-start: 3px solid var(--accent); border-radius: 2px;
  font-size: 0.9375rem; line-height: 1.55; margin-top: 1.75rem; max-width: 44rem; padding: 0.9rem 1.15rem; }`;

/** Out of sight until the keyboard reaches it. */
const SKIP = `
.skip { position: absolute; left: -200vw; }
.skip:focus { background: var(--paper); border-radius: 4px; color: var(--accent); font: 1rem/1.5 var(--sans); left: 1rem;
  outline: 3px solid var(--accent); padding: 0.5rem 1rem; position: fixed; top: 1rem; z-index: 1; }
#text:focus { outline: none; }
@media print { .skip { display: none; } }`;

const TIMELINE = `
.timeline { margin: clamp(2rem, 5vw, 3.25rem) 0 clamp(2.5rem, 6vw, 4.5rem); }
.strip { list-style: none; padding: 0; position: relative; height: 3rem; background: var(--raised);
  border-radius: 4px; }
.strip li { position: absolute; top: 0; bottom: 0; min-width: 6px; padding-inline-end: 2px; }
.strip a { display: block; position: relative; height: 100%; overflow: hidden; border-radius: 4px;
  background: var(--block); color: var(--block-ink); text-decoration: none; transition: filter 0.15s; }
.strip li:nth-child(even) a { background: var(--block-even); }
.strip a:hover { filter: brightness(0.94); }
.strip a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.number { position: absolute; left: 0.5rem; top: 0.3rem; font-size: 0.75rem; font-weight: 600; line-height: 1.2; }
.moment { position: absolute; top: 1.75rem; bottom: 0; width: 2px; margin-left: -1px; background: var(--moment); }
.moment::after { content: ""; position: absolute; left: -4px; top: -5px; width: 10px; height: 10px;
  border-radius: 50%; background: var(--moment); box-shadow: 0 0 0 2px var(--block); }
.strip li:nth-child(even) .moment::after { box-shadow: 0 0 0 2px var(--block-even); }
.ticks { position: relative; height: 1.25rem; margin-top: 0.5rem; color: var(--soft); font-size: 0.75rem;
  font-variant-numeric: tabular-nums; line-height: 1.25rem; }
.ticks span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.ticks span:first-child { transform: none; }
.ticks span:last-child { transform: translateX(-100%); }`;

const SEGMENTS = `
.segment { scroll-margin-top: 1.5rem; }
.segments .segment { padding: clamp(2rem, 5vw, 3.5rem) 0; border-top: 1px solid var(--line); }
.segments .segment:first-child { border-top: 0; padding-top: 0; }
figure { margin: 0; }
img { display: block; width: 100%; height: auto; border-radius: 4px; background: var(--raised); }
.tall img { width: auto; max-width: 100%; max-height: 36rem; }
figcaption { color: var(--soft); font-size: 0.8125rem; line-height: 1.4; margin-top: 0.6rem;
  font-variant-numeric: tabular-nums; }
.words { margin-top: 1.4rem; }
.time { color: var(--accent); font-size: 0.875rem; font-weight: 600; letter-spacing: 0.01em; line-height: 1.4;
  font-variant-numeric: tabular-nums; }
.moment-link { color: inherit; text-decoration-color: currentColor; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.moment-link:hover { text-decoration-thickness: 2px; }
.segment .theme { font-size: clamp(1.375rem, 1.25rem + 0.7vw, 1.75rem); margin-top: 0.35rem; }
.segment:target .theme { text-decoration: underline; text-decoration-color: var(--accent);
  text-decoration-thickness: 2px; text-underline-offset: 0.22em; }
.description { margin-top: 0.85rem; max-width: 60ch; white-space: pre-line; text-wrap: pretty; }
.significance { border-top: 1px solid var(--line); margin-top: 1.4rem; max-width: 60ch; padding-top: 1rem; }
.significance h3, .significance h4 { color: var(--soft); font-size: 0.8125rem; }
.significance p { margin-top: 0.3rem; font-style: italic; white-space: pre-line; text-wrap: pretty; }
.significance p:lang(zh), .significance p:lang(ja), .significance p:lang(ko) { font-style: normal; }
.storyboard { display: grid; gap: 2.5rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
.storyboard .words { margin-top: 0.9rem; }
.storyboard .theme { font-size: 1.125rem; margin-top: 0.1rem; }
@media screen and (min-width: 60rem) {
  .segments .segment { display: grid; grid-template-columns: minmax(0, 1.55fr) minmax(0, 1fr); gap: 3.25rem; }
  .segments .words { margin-top: -0.25rem; }
}`;

const ABOUT = `
.about { border-top: 1px solid var(--line); color: var(--soft); font-size: 0.9375rem; line-height: 1.55;
  margin-top: clamp(1.5rem, 4vw, 3rem); padding-top: 2rem; }
.segments + .about { margin-top: 0; }
.about h2 { color: var(--ink); font-size: 1.25rem; margin-bottom: 0.75rem; }
.about p { max-width: 68ch; }
.about .warning { color: var(--ink); margin-top: 0.6rem; }
dl { display: grid; gap: 0.9rem 1.5rem; grid-template-columns: repeat(2, minmax(0, 1fr));
  font-size: 0.8125rem; margin-top: 1.75rem; }
dt { color: var(--soft); }
dd { color: var(--ink); font-variant-numeric: tabular-nums; margin: 0; }
dl div:last-child { grid-column: 1 / -1; }
@media (min-width: 48rem) { dl { grid-template-columns: repeat(3, minmax(0, 1fr)); } }`;

const SPOKEN = `
blockquote { border-left: 3px solid var(--line, #ccc); margin: 0.9rem 0 0; padding-left: 0.9rem; }
blockquote p { margin: 0.2rem 0; }
.when { color: var(--soft); font-size: 0.8125rem; font-variant-numeric: tabular-nums; margin-right: 0.4rem; }
.transcript { margin-top: 3rem; }
.transcript ol { list-style: none; margin: 0.9rem 0 0; padding: 0; }
.transcript li { padding-block: 0.15rem; padding-inline-start: 3.4rem; text-indent: -3.4rem; }
.transcript .when { display: inline-block; min-width: 3rem; text-indent: 0; }`;

const FOUND = `
.found { margin-bottom: clamp(2.5rem, 6vw, 4.5rem); }
.found h3 { margin-top: 1.5rem; }
.found ul { list-style: none; margin: 0.6rem 0 0; padding: 0; }
.found ol { margin: 0.6rem 0 0; padding-left: 1.6em; }
.found li { border-top: 1px solid var(--line); padding: 0.7rem 0; max-width: 68ch; }
.found figure { margin-top: 0.7rem; }
.found .duty { color: var(--soft); }
.found .slides li { max-width: none; padding: 1.5rem 0; }
.found .slides figure { margin: 0 0 1rem; }
.found .slides img { border: 1px solid var(--line); }
.found h4 { font-size: 1.25rem; line-height: 1.3; margin-top: 0.3rem; }
.found .read { color: var(--soft); font-size: 0.9375rem; margin-top: 0.4rem; max-width: 60ch; }
@media screen and (min-width: 60rem) {
  .found .slides li { display: grid; grid-template-columns: minmax(0, 1.9fr) minmax(0, 1fr); gap: 2.5rem; }
  .found .slides figure { margin: 0; }
}
@media print { .found li { break-inside: avoid; } }
.activity { margin: 0 0 clamp(2rem, 5vw, 3.25rem); }
.activity svg { background: var(--raised); border-radius: 4px; display: block; fill: var(--accent); height: 3.5rem;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; width: 100%; }`;

/** Paper: always light (the dark colours are for screens alone), and no still is torn from its words. */
const PRINT_STYLE = `
@media print {
  @page { margin: 18mm 16mm; }
  :root { color-scheme: light; --paper: #fff; --raised: #f4f2ec; }
  body { font-size: 10.5pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 24pt; }
  .overview { font-size: 12pt; }
  .timeline { break-inside: avoid; margin: 8mm 0; }
  .strip, .strip a, .moment, .moment::after, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .segment, figure, .significance, .about, .notice { break-inside: avoid; }
  .segments .segment { display: grid; grid-template-columns: 1.25fr 1fr; gap: 7mm; padding: 7mm 0; }
  .segments .words { margin-top: 0; }
  .segment h2 { break-after: avoid; font-size: 14pt; }
  .segment:target .theme { text-decoration: none; }
  .time[data-opens]::after { color: var(--soft); content: attr(data-opens); display: block; font-size: 7.5pt; font-weight: 400; }
  .tall img { max-height: 110mm; }
  .storyboard { grid-template-columns: 1fr 1fr; gap: 8mm; }
}`;

/** The report's whole stylesheet; system fonts only, as the page may load nothing. */
export const STYLE = [
  COLOURS,
  FRAME,
  SKIP,
  TIMELINE,
  SEGMENTS,
  SPOKEN,
  FOUND,
  CHAPTERS,
  ABOUT,
  PRINT_STYLE,
].join("\n");
