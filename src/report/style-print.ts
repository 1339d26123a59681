/** Paper: always light (the dark colours are for screens alone), and no still is torn from its words. */
export const PRINT_STYLE = `
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
  .segment:target h2 { text-decoration: none; }
  .tall img { max-height: 110mm; }
  .storyboard { grid-template-columns: 1fr 1fr; gap: 8mm; }
}`;
