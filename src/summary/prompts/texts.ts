import type { Part } from "../ask/check.ts";
import { type SummaryQuestion, textLimits } from "../ask/prompt.ts";
import { shorten } from "../ask/reply.ts";

function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text);
  return first?.segment.trim() ?? "";
}

/** A theme for a part that has a description alone: how it begins. */
export function themeFrom(description: string, brief?: boolean): string {
  return shorten(firstSentence(description).replace(/[.。]$/u, ""), textLimits({ brief }).theme);
}

const BETWEEN = " · ";

/** What stands over parts whose prompt asks for no title and no overview: their themes. Their descriptions would be read twice. */
export function textsFrom(
  parts: readonly Part[],
  { brief }: Pick<SummaryQuestion, "brief">,
): { readonly title: string; readonly overview: string } {
  const limits = textLimits({ brief });
  const themes = parts.map(({ theme }) => theme);
  return {
    title: shorten(themes[0] ?? "", limits.title),
    overview: shorten(themes.join(BETWEEN), limits.overview),
  };
}
