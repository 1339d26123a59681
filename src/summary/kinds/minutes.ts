import type { Catalogue } from "../../chat/locales/locales.ts";
import { toOneLine } from "../../chat/text/plain-text.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Cue } from "../../sound/transcript.ts";
import type { Summary } from "../summary.ts";
import { rangeText } from "../words.ts";
import { byType } from "./by-type.ts";
import { shortfallOf } from "./shortfall.ts";

type Minuted = Pick<Summary, "title" | "video" | "coverage" | "kind" | "findings">;

/** Minutes as Markdown, each item with the words that it rests on: minutes.md. */
export function minutes(summary: Minuted, catalogue: Catalogue): string {
  const { title, video, coverage, findings = [] } = summary;
  const { kinds } = catalogue;
  const lists = byType(findings).flatMap(({ type, list }) => [
    `## ${kinds.lists[type]}`,
    list
      .map(({ text, who, due, cues, start }) => {
        const line = kinds.line({
          when: formatTimecode(start),
          text,
          ...(who && { who }),
          ...(due && { due }),
        });
        return [`- ${type === "task" ? "[ ] " : ""}${asWords(line)}`, ...cues.map(quote)].join("\n");
      })
      .join("\n"),
  ]);
  const shortfall = shortfallOf(summary, catalogue).map(asWords);
  const heading = `# ${kinds.titles.meeting}${title ? `: ${asWords(title)}` : ""}`;
  return `${[heading, asWords(`${video.name}, ${rangeText(coverage)}`), ...lists, ...shortfall].join("\n\n")}\n`;
}

function quote({ text, speaker, start }: Cue): string {
  const said = speaker === undefined ? text : `${speaker}: ${text}`;
  return `  > ${asWords(`${formatTimecode(start)} ${said}`)}`;
}

/** Words of strangers stay words: no markup, no HTML, no link. */
function asWords(text: string): string {
  return toOneLine(text)
    .replace(/[\\`*_{}[\]<>#|~!&@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`);
}
