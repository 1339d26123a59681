import type { VisionRequest } from "../../src/vision/model.ts";
import type { Told } from "./told.ts";

/** What stands over the segments, and beside each. */
interface Over {
  readonly significance: string;
  readonly overview: string;
  readonly title: string;
  /** Lines were sent that can be quoted. */
  readonly hasQuotes: boolean;
}

type Write = (told: readonly Told[], over: Over, asked: { request: VisionRequest; text: string }) => string;

/** What happens, and what can be read meanwhile. */
const descriptionOf = ({ text, read }: Told) => [text, ...read].join(" ");
const quotesOf = ({ quotes }: Told, { hasQuotes }: Over) => hasQuotes && { quotes: quotes.slice(0, 2) };

/** By the schema's name. */
const FORMS: Readonly<Record<string, Write>> = {
  summary: (told, over) =>
    JSON.stringify({
      segments: told.map((one) => ({
        ...{ start: one.start, end: one.end, key: one.key, theme: one.text, description: descriptionOf(one) },
        significance: over.significance,
        ...quotesOf(one, over),
      })),
      ...{ overview: over.overview, title: over.title },
    }),
  "five-acts": (told) =>
    JSON.stringify({
      segments: told.map((one) => ({
        ...{ start_time: one.start, end_time: one.end, theme: one.text },
        ...{ key_timestamp: one.key, description: descriptionOf(one) },
      })),
    }),
  "few-fields": (told, over) =>
    JSON.stringify({
      segments: told.map((one) => ({
        ...{ start: one.start, end: one.end, key: one.key, description: descriptionOf(one) },
        ...quotesOf(one, over),
      })),
    }),
  "part-names": (_, { overview, title }, { text }) =>
    JSON.stringify({
      themes: Array.from(text.matchAll(/^\d+\. "(.+)"$/gm), ([, description]) => description),
      ...{ overview, title },
    }),
  "frame-notes"(told, _, { request }) {
    const labels = Object.keys((request.schema?.schema.properties ?? {}) as object);
    const begins = new Map(told.map(({ start, text }) => [start, text]));
    return JSON.stringify(
      Object.fromEntries(labels.map((label) => [label, begins.get(label) ?? "the same"])),
    );
  },
};

const lines: Write = (told, { significance }) =>
  told
    .map((one) => [`<${one.key} seconds>`, one.text, descriptionOf(one), significance].join(" | "))
    .join("\n");

/** What a double tells, in the form that the request asks for. */
export const inForm: Write = (told, over, asked) => {
  const { schema } = asked.request;
  return (schema ? FORMS[schema.name] : lines)?.(told, over, asked) ?? "";
};
