import type { Cue } from "../../sound/transcript.ts";
import { inParallel } from "../../util/parallel.ts";
import type { TimeRange } from "../../video/video.ts";
import type { LabelledFrame } from "../ask/prompt.ts";
import { cutStill } from "../cut-still.ts";
import { withoutModel } from "../warnings.ts";
import { askOverOpening } from "./ask-over-opening.ts";
import type { Finding, FindingFacts } from "./finding.ts";
import type { Kind, KindDeps, KindMaterial } from "./kind.ts";
import {
  checkSlides,
  slidesQuestion,
  slidesSchema,
  slidesTokens,
  type ToldSlides,
  type ToldTerm,
} from "./slides/ask-slides.ts";
import { type Page, pagesOf } from "./slides/pages.ts";
import { eachOnce, plain } from "./slides/same-slide.ts";

/** Slides, each once, with what was said to it; and the terms that are explained. */
export const lecture: Kind = {
  name: "lecture",
  needsLook: true,
  async find(deps, material, signal) {
    const pages = material.look ? pagesOf(material.look.scan) : [];
    const shown = shownPages(pages, material);
    const told = await ask(deps, material, shown, signal);
    const slides = told ? slidesTold(told, shown, material.cues) : slidesByPicture(pages, material.cues);
    const terms = (told?.terms ?? []).map((term) => termFound(term, material.language));
    const stills = await withStills(eachOnce(slides), material, signal);
    return { findings: inTime([...stills, ...eachTermOnce(terms)]), ...(!told && { isUnfinished: true }) };
  },
  join(findings) {
    const slides = eachOnce(findings.filter(({ type }) => type === "slide"));
    return inTime([...slides, ...eachTermOnce(findings.filter(({ type }) => type === "term"))]);
  },
};

function inTime<F extends TimeRange>(findings: readonly F[]): F[] {
  return findings.toSorted((a, b) => a.start - b.start);
}

/** A page, and the frame from which a model can read it. */
interface ShownPage {
  readonly page: Page;
  readonly frame: LabelledFrame;
}

/** Pages that the model was shown, by the latest frame of each, best as it was complete; what stood on no page is one by itself. */
function shownPages(pages: readonly Page[], { frames, range }: KindMaterial): ShownPage[] {
  const isIn = ({ start, end }: TimeRange, time: number) => time >= start && time < end;
  const paged = pages.flatMap((page) => {
    const own = frames.filter(({ timestamp }) => page.stands.some((stand) => isIn(stand, timestamp)));
    const frame = own.findLast(({ timestamp }) => isIn(page.complete, timestamp)) ?? own.at(-1);
    return frame ? [{ page, frame }] : [];
  });
  const others = frames.flatMap((frame, i): ShownPage[] => {
    const { timestamp } = frame;
    if (pages.some(({ stands }) => stands.some((stand) => isIn(stand, timestamp)))) return [];
    const stand = { start: timestamp, end: frames[i + 1]?.timestamp ?? range.end };
    return [{ frame, page: { stands: [stand], complete: stand } }];
  });
  return [...paged, ...others].toSorted((a, b) => a.frame.timestamp - b.frame.timestamp);
}

/** Null where no model can tell. */
async function ask(
  deps: KindDeps,
  material: KindMaterial,
  shown: readonly ShownPage[],
  signal: AbortSignal,
): Promise<ToldSlides | null> {
  if (!material.opening) return null;
  const frames = shown.map(({ frame }) => frame);
  const asked = { frames, cues: material.opening.cues, language: material.language };
  const question = {
    question: slidesQuestion(asked),
    schema: slidesSchema(asked),
    maxOutputTokens: slidesTokens(asked),
    check: (text: string) => checkSlides(text, asked),
  };
  try {
    return await askOverOpening(deps, material, question, signal);
  } catch (error) {
    signal.throwIfAborted();
    withoutModel(error);
    deps.logger.warn({ err: error }, "slides are told apart by their pictures alone");
    return null;
  }
}

/** Before its still is cut. */
interface PlannedSlide extends FindingFacts {
  readonly type: "slide";
  readonly complete: TimeRange;
}

function slidesTold(
  { slides }: ToldSlides,
  shown: readonly ShownPage[],
  cues: readonly Cue[],
): PlannedSlide[] {
  const planned = slides.flatMap(({ label, title, text }) => {
    const page = shown.find(({ frame }) => frame.label === label)?.page;
    return page ? [planOf(page, cues, { text: title, ...(text && { read: text }), label })] : [];
  });
  return inTime(planned);
}

/** What stands for less time is no page that a person reads. Seconds. */
const READ = 3;

function slidesByPicture(pages: readonly Page[], cues: readonly Cue[]): PlannedSlide[] {
  return pages
    .filter(({ stands }) => stands.some(({ start, end }) => end - start >= READ))
    .map((page) => planOf(page, cues, { text: "", label: null }));
}

function planOf(
  { stands, complete }: Page,
  cues: readonly Cue[],
  words: Pick<PlannedSlide, "text" | "read" | "label">,
): PlannedSlide {
  const isSaidTo = ({ start, end }: Cue) => {
    const middle = (start + end) / 2;
    return stands.some((stand) => middle >= stand.start && middle < stand.end);
  };
  return { type: "slide", ...stands[0], ...words, cues: cues.filter(isSaidTo), complete };
}

const AT_ONCE = 2;
/** Long side in pixels, what most lectures are recorded in: an hour of them has sixty, and all are kept. */
const FULL_SIZE = 1_920;
/** Before the end of what stands the next page may shine through. Seconds. */
const MARGIN = 0.3;

async function withStills(
  slides: readonly PlannedSlide[],
  { look }: KindMaterial,
  signal: AbortSignal,
): Promise<Finding[]> {
  if (!look) return slides.map(({ complete: _, ...facts }) => facts);
  return await inParallel(slides, AT_ONCE, async ({ complete, ...facts }) => {
    const latest = complete.end - Math.min(MARGIN, (complete.end - complete.start) / 2);
    const key = look.video.timeline.frameAt(latest);
    const cut = { key, within: complete, longSide: FULL_SIZE };
    const frame = await cutStill(look.video, cut, signal);
    return { ...facts, ...(frame && { still: { ...frame, name: "" } }) };
  });
}

function termFound({ term, explanation, cue }: ToldTerm, language: string): Finding {
  const colon = /^(zh|ja)\b/.test(language) ? "：" : ": ";
  const text = `${term}${colon}${explanation}`;
  return { type: "term", text, start: cue.start, end: cue.end, cues: [cue], label: null };
}

/** Where it is explained first. */
function eachTermOnce<F extends FindingFacts>(terms: readonly F[]): F[] {
  const known = new Map<string, F>();
  for (const found of inTime(terms)) {
    const term = plain(found.text.split(/[:：]/, 1)[0] ?? "");
    if (!known.has(term)) known.set(term, found);
  }
  return [...known.values()];
}
