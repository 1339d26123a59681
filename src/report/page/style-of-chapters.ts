/** What a long video's report has beside that of a short one: pictures over its length, contents, chapters and parts. */
export const CHAPTERS = `
.strip .tick { position: absolute; bottom: 0; width: 2px; height: 40%; margin-left: -1px; background: var(--moment); opacity: 0.75; }
.film { margin: clamp(-3.25rem, -4vw, -1.5rem) 0 clamp(2.5rem, 6vw, 4.5rem); }
.film ol { list-style: none; padding: 0; display: grid; gap: 0.75rem 0.5rem; grid-template-columns: repeat(4, minmax(0, 1fr)); }
.film a { color: var(--soft); display: block; font: 0.75rem/1.5 var(--sans); font-variant-numeric: tabular-nums;
  text-decoration: none; }
.film img { aspect-ratio: 16 / 9; object-fit: cover; border-radius: 3px; }
.film a:hover, .contents a:hover .name { color: var(--accent); }
.film a:focus-visible, .contents a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.contents { background: var(--raised); border-radius: 4px; padding: clamp(1.25rem, 4vw, 2rem); scroll-margin-top: 1.5rem; }
.contents h2 { font-size: 1.25rem; }
.contents ol, .contents ul { list-style: none; margin-top: 1rem; padding: 0; }
.contents li { break-inside: avoid; }
.contents a { color: inherit; display: flex; gap: 0.75rem; line-height: 1.4; padding: 0.3rem 0; text-decoration: none; }
.contents .when { flex: none; min-width: 4em; margin: 0; padding-top: 0.2em; }
.contents .where { color: var(--soft); font-size: 0.875rem; }
.contents ul { border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0 1.5rem; font: 0.875rem/1.4 var(--sans);
  padding-top: 0.75rem; }
.contents ul a { color: var(--soft); text-decoration: underline; text-underline-offset: 0.2em; }
.chapter { margin-top: clamp(3.5rem, 9vw, 6.5rem); scroll-margin-top: 1.5rem; }
.chapter > h2, .parts > h2, .transcript > h2 { font-size: clamp(1.75rem, 1.4rem + 1.6vw, 2.5rem); letter-spacing: -0.01em; }
.chapter > h2 { border-bottom: 1px solid var(--ink); margin: 0.35rem 0 clamp(2rem, 5vw, 3rem); padding-bottom: 1rem; }
.chapter > h2:lang(zh) { letter-spacing: 0; }
.chapter > .notice { margin: 0 0 2rem; }
.chapter .segment .theme { font-size: clamp(1.25rem, 1.15rem + 0.5vw, 1.5rem); }
.chapter .segments .segment:last-child { padding-bottom: 0; }
.ways { border-top: 1px solid var(--line); display: flex; flex-wrap: wrap; font: 0.875rem/1.5 var(--sans); gap: 0.25rem 1.5rem;
  margin-top: clamp(1.5rem, 4vw, 2.5rem); padding-top: 0.75rem; }
.ways a, .transcript h3 a, .transcript .when { color: var(--soft); text-underline-offset: 0.2em; }
.ways a:hover, .transcript a:hover { color: var(--accent); }
.parts { border-top: 1px solid var(--line); margin-top: clamp(3.5rem, 9vw, 6.5rem); padding-top: 2rem; scroll-margin-top: 1.5rem; }
.parts ol { list-style: none; padding: 0; }
.parts li { margin-top: 1.5rem; max-width: 62ch; }
.parts h3 { font-size: 1.125rem; margin-top: 0.15rem; }
.parts h3 + p { margin-top: 0.35rem; white-space: pre-line; text-wrap: pretty; }
.transcript section { margin-top: 2rem; scroll-margin-top: 1.5rem; }
.transcript h3 { font-size: 1.125rem; }
.transcript ol { max-width: 68ch; }
@media screen and (min-width: 48rem) {
  .film ol { grid-auto-columns: minmax(0, 9rem); grid-auto-flow: column; grid-template-columns: none; }
  .contents .chapters { columns: 2; column-gap: 3rem; }
}
@media screen and (min-width: 60rem) {
  .parts ol { columns: 2; column-gap: 3.25rem; }
  .parts li { break-inside: avoid; padding-top: 1.5rem; margin-top: 0; }
}
@media print {
  .film ol { gap: 1.5mm; grid-auto-columns: minmax(0, 28mm); grid-auto-flow: column; grid-template-columns: none; }
  .film a { font-size: 6.5pt; }
  .film, .contents { break-inside: avoid; margin: 6mm 0; }
  .contents .chapters { columns: 2; }
  .strip .tick { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .chapter, .parts { margin-top: 10mm; }
  .chapter > h2 { font-size: 18pt; margin-bottom: 4mm; }
  .chapter .segments .segment { gap: 6mm; grid-template-columns: 0.8fr 1fr; padding: 4mm 0; }
  .chapter .segment .theme { font-size: 12pt; }
  .chapter .significance { margin-top: 2mm; padding-top: 2mm; }
  .chapter > h2, .chapter > .time, .transcript h2, .transcript h3, .parts h2, .parts h3 { break-after: avoid; break-inside: avoid; }
  .ways { display: none; }
  .parts li { break-inside: avoid; max-width: none; }
  .transcript ol { columns: 2; column-gap: 8mm; font-size: 8.5pt; line-height: 1.4; max-width: none; }
}`;
