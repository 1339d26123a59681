import { z } from "zod";
import { readSlide } from "../../fixtures/slide-clip.ts";
import type { SeenRequest } from "./seen-request.ts";

const slidesSchema = z.object({
  properties: z.object({
    slides: z.object({
      maxItems: z.number(),
      items: z.object({ properties: z.object({ frame: z.object({ enum: z.array(z.string()) }) }) }),
    }),
    terms: z
      .object({
        items: z.object({ properties: z.object({ line: z.object({ enum: z.array(z.string()) }) }) }),
      })
      .optional(),
  }),
});

const LINES = ["one apple", "two pears", "three plums", "four grapes", "five figs"];

/**
 * Reads the slides: a number along the lower edge is a slide's heading, and each line on it is one of a few words. A line "Entropy means …" explains a term.
 */
export function slidesBrain({ frames, schema }: SeenRequest): string {
  const { slides, terms } = slidesSchema.parse(schema?.schema).properties;
  const allowed = new Set(slides.items.properties.frame.enum);
  const read = frames.flatMap(({ label, picture }) => {
    const page = readSlide(picture);
    if (label === null || page === null || !allowed.has(label)) return [];
    return [{ frame: label, title: `Chapter ${page.slide}`, text: LINES.slice(0, page.lines).join(", ") }];
  });
  const ids = new Set(terms?.items.properties.line.enum);
  const explained = frames.flatMap(({ heard }) =>
    heard.flatMap(({ id, text }) => {
      const [, term, explanation] = /(\w+) means (.+)\.$/.exec(text) ?? [];
      return term && explanation && ids.has(id) ? [{ term, explanation, line: id }] : [];
    }),
  );
  return JSON.stringify({ slides: read.slice(0, slides.maxItems), ...(terms && { terms: explained }) });
}
