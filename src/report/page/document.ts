import { html, type Markup, trusted } from "./html.ts";

/** Nothing is loaded and nothing runs, whatever text found its way into the page. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

interface DocumentOptions {
  readonly lang: string;
  readonly title: string;
  /** The whole stylesheet. */
  readonly style: string;
}

/** A page that needs nothing beside it. */
export function htmlDocument({ lang, title, style }: DocumentOptions, main: Markup): Markup {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${main}</main>
</body>
</html>
`;
}
