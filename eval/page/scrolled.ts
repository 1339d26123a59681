import { html, type Markup } from "../../src/report/page/html.ts";

/** A table that scrolls by itself where it is wider than the page; by keys too. */
export function scrolled(name: string, table: Markup): Markup {
  return html`<div class="scrolled" role="region" aria-label="${name}" tabindex="0">
${table}
</div>
`;
}
