import { z } from "zod";
import type { Cue } from "../../../sound/transcript.ts";
import type { LabelledFrame } from "../../ask/prompt.ts";
import { languageName } from "../../ask/prompt.ts";
import { type Checked, cleanText, closed, label, parseReply, UNKNOWN_TIME } from "../../ask/reply.ts";
import { plain } from "./same-slide.ts";

/** Of a part; one has a slide in twenty seconds at most, or it is a film. */
const MOST_SLIDES = 30;
const MOST_TERMS = 10;
const LIMITS = { title: 100, text: 240, term: 40, explanation: 160 };
const TOKENS = { frame: 95, term: 75, rest: 60 };

export interface SlidesQuestion {
  /** Frames of which each may show a slide, one a page. */
  readonly frames: readonly LabelledFrame[];
  /** Lines as they were sent. */
  readonly cues: readonly Cue[];
  /** BCP 47 tag. */
  readonly language: string;
}

interface ToldSlide {
  readonly label: string;
  readonly title: string;
  readonly text: string;
}

export interface ToldTerm {
  readonly term: string;
  readonly explanation: string;
  readonly cue: Cue;
}

export interface ToldSlides {
  readonly slides: readonly ToldSlide[];
  readonly terms: readonly ToldTerm[];
}

export function slidesQuestion({ frames, cues, language }: SlidesQuestion): string {
  const hasTerms = cues.length > 0;
  const terms = `Then give "terms": the key terms that a viewer learns here, at most ${MOST_TERMS}, or an empty list. For each give
- "term": the term, in the words of the one who explains it;
- "explanation": what it means, as it is explained there, in one short sentence in ${languageName(language)};
- "line": the id of the line that was heard in which it is explained.
`;
  return `Which of these frames show a slide: ${frames.map((frame) => frame.label).join(", ")}? A slide is a page of text, \
figures or a diagram, prepared or written to be shown. People, places and plain surfaces are none; leave their frames out. \
Give "slides", in time order, or an empty list where there are none. For each give
- "frame": the time of its frame;
- "title": the heading that is written on it; where there is none, what it shows, in a few words;
- "text": the words that are written below the heading, as they are written, the first forty of them.
${hasTerms ? terms : ""}Copy times exactly as they were given, without "seconds".
Reply with one JSON object only: {"slides": [{"frame", "title", "text"}]${hasTerms ? ', "terms": [{"term", "explanation", "line"}]' : ""}}`;
}

export function slidesSchema({ frames, cues }: SlidesQuestion) {
  const text = (maxLength: number) => ({ type: "string", maxLength });
  const slide = {
    frame: { type: "string", enum: frames.map((frame) => frame.label) },
    title: text(LIMITS.title),
    text: text(LIMITS.text),
  };
  const term = {
    term: text(LIMITS.term),
    explanation: text(LIMITS.explanation),
    line: { type: "string", enum: cues.map(({ id }) => id) },
  };
  const properties = {
    slides: { type: "array", maxItems: mostSlides(frames.length), items: closed(slide) },
    ...(cues.length > 0 && { terms: { type: "array", maxItems: MOST_TERMS, items: closed(term) } }),
  };
  return { name: "slides", schema: closed(properties) };
}

function mostSlides(frames: number): number {
  return Math.min(frames, MOST_SLIDES);
}

/** Room for the longest reply that the schema allows. */
export function slidesTokens({ frames, cues }: SlidesQuestion): number {
  const terms = cues.length > 0 ? MOST_TERMS * TOKENS.term : 0;
  return TOKENS.rest + mostSlides(frames.length) * TOKENS.frame + terms;
}

const words = z.string().catch("");

const SlidesReply = z.object({
  slides: z.array(z.object({ frame: label, title: words, text: words })),
  terms: z.array(z.object({ term: words, explanation: words, line: z.string() })).catch([]),
});

/** Holds a reply against what was sent. A term stays only where it was said by the line that it names, or next to it. */
export function checkSlides(reply: string, { frames, cues }: SlidesQuestion): Checked<ToldSlides> {
  const parsed = parseReply(SlidesReply, reply);
  if (!parsed.ok) return parsed;
  const times = frames.map(({ timestamp }) => timestamp);
  const sent = new Set(frames.map((frame) => frame.label));
  const slides = parsed.value.slides.map(({ frame, title, text }) => ({
    label: frame,
    title: cleanText(title, times, LIMITS.title),
    text: cleanText(text, times, LIMITS.text),
  }));
  if (slides.some((slide) => !sent.has(slide.label))) return { ok: false, problems: [UNKNOWN_TIME] };
  const terms = parsed.value.terms.flatMap(({ term, explanation, line }) => {
    const at = cues.findIndex(({ id }) => id === line);
    const cue = cues[at];
    const told = {
      term: cleanText(term, times, LIMITS.term).replace(/[:：]/g, " ").trim(),
      explanation: cleanText(explanation, times, LIMITS.explanation),
    };
    return cue && told.explanation && isSaid(told.term, cues.slice(Math.max(0, at - 1), at + 2))
      ? [{ ...told, cue }]
      : [];
  });
  return { ok: true, value: { slides: onePerFrame(slides), terms } };
}

function onePerFrame(slides: readonly ToldSlide[]): ToldSlide[] {
  return [...new Map(slides.map((slide) => [slide.label, slide])).values()];
}

function isSaid(term: string, cues: readonly Cue[]): boolean {
  const said = plain(cues.map(({ text }) => text).join(" "));
  return plain(term) !== "" && said.includes(plain(term));
}
