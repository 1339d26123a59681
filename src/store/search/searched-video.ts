import { z } from "zod";
import { vocabularyOf } from "../../search/vocabulary.ts";
import type { StoredFinding, StoredSummary } from "../contexts/stored-summary.ts";
import type { VideoContext } from "../contexts/video-context.ts";

/** "title" and "overview" are about the whole video; "finding" is what its kind found, words on the screen too; "said" is a line that was heard. */
const KINDS = ["title", "overview", "chapter", "segment", "finding", "said"] as const;

const passage = z.object({ kind: z.enum(KINDS), start: z.number(), end: z.number(), text: z.string() });

/** Which still stands for a stretch of the video. */
const stillPlace = z.object({
  start: z.number(),
  end: z.number(),
  timestamp: z.number(),
  width: z.number(),
  height: z.number(),
  /** Of a long video, the part that has it. */
  part: z.int().nullable(),
  position: z.int(),
});

export const searchedVideo = z.object({
  title: z.string(),
  passages: z.array(passage),
  stills: z.array(stillPlace),
});

/** What of a video is searched and shown of it, without pictures. */
export type SearchedVideo = z.infer<typeof searchedVideo>;
export type SearchedPassage = z.infer<typeof passage>;
export type StillPlace = z.infer<typeof stillPlace>;

type Described = Pick<VideoContext, "page"> & { readonly summary: StoredSummary };

export function searchedVideoOf({ summary, page }: Described): SearchedVideo {
  const { title, overview, segments, findings = [], chapters, cues, coverage, video } = summary;
  const { start, end } = coverage;
  const shown = title || page?.title || video.name;
  const titles = [...new Set([shown, page?.title ?? "", video.name])];
  const named = [...chapters, ...(page?.chapters ?? [])];
  return {
    title: shown,
    passages: [
      { kind: "title" as const, start, end, text: titles.filter(Boolean).join(" · ") },
      { kind: "overview" as const, start, end, text: overview },
      ...named.map((chapter) => ({ ...rangeOf(chapter), kind: "chapter" as const, text: chapter.title })),
      ...segments.map((segment) => ({
        ...rangeOf(segment),
        kind: "segment" as const,
        text: textOf(segment),
      })),
      ...findings.map((one) => ({ ...rangeOf(one), kind: "finding" as const, text: findingText(one) })),
      ...cues.map((cue) => ({ ...rangeOf(cue), kind: "said" as const, text: cue.text })),
    ].filter(({ text }) => text !== ""),
    stills: stillsOf(summary),
  };
}

export function wordsOfVideo({ passages }: SearchedVideo): string {
  return vocabularyOf(passages.map(({ text }) => text));
}

function rangeOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

/** Quotes are among the lines that were heard. */
function textOf({ theme, description, significance }: StoredSummary["segments"][number]): string {
  return [theme, description, significance].filter(Boolean).join(". ").replaceAll("..", ".");
}

/** More is written on a slide than its description says. */
function findingText({ text, who = "", due = "", read = "" }: StoredFinding): string {
  return [...new Set([text, who, due, read])].filter(Boolean).join(" · ");
}

function stillsOf({ segments, parts }: StoredSummary): StillPlace[] {
  const places = parts.flatMap((part, number) =>
    Array.from({ length: part.segments }, (_, position) => ({ part: number, position })),
  );
  return segments.map(({ start, end, still: { timestamp, width, height } }, position) => ({
    ...{ start, end, timestamp, width, height },
    ...(places[position] ?? { part: null, position }),
  }));
}
