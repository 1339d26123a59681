import { z } from "zod";
import type { SeenRequest } from "./seen-request.ts";

const text = z.object({ maxLength: z.number() });

/** What the outline's schema says of its texts and lists. */
const outlineSchema = z.object({
  properties: z.object({
    title: text,
    overview: text,
    chapters: z.object({ maxItems: z.number() }),
    show: z.object({ maxItems: z.number() }),
  }),
});

const LINE = /^\[(s\d+)\] "([^"]*)"/;

/** Reads the parts' texts that it was sent: neighbouring segments with one theme are one chapter, and the first ones are shown. */
export function outlineBrain({ question, schema }: SeenRequest): string {
  const { title, overview, chapters, show } = outlineSchema.parse(schema?.schema).properties;
  const segments = question.split("\n").flatMap((line) => {
    const [, id, theme] = LINE.exec(line) ?? [];
    return id !== undefined && theme !== undefined ? [{ id, theme }] : [];
  });
  const begun = segments.filter(({ theme }, i) => theme !== segments[i - 1]?.theme);
  const every = Math.ceil(begun.length / chapters.maxItems);
  const themes = [...new Set(segments.map(({ theme }) => theme))];
  return JSON.stringify({
    title: `All about ${themes[0] ?? "nothing"}`.slice(0, title.maxLength),
    overview: `The parts show ${themes.join("; ")}.`.slice(0, overview.maxLength),
    chapters: begun.filter((_, i) => i % every === 0).map(({ id, theme }) => ({ title: theme, first: id })),
    show: segments.slice(0, show.maxItems).map(({ id }) => id),
  });
}
