import { z } from "zod";
import type { Colour } from "../../fixtures/paint.ts";
import type { SeenFrame, SeenRequest } from "./seen-request.ts";

const text = z.object({ maxLength: z.number().optional() });
const time = z.object({ enum: z.array(z.string()).optional() });

/** What the summary's schema says of its texts and times. */
const summarySchema = z.object({
  properties: z.object({
    title: text,
    overview: text,
    segments: z.object({
      maxItems: z.number().optional(),
      items: z.object({
        properties: z.object({
          ...{ start: time, theme: text, description: text, significance: text },
          quotes: z.unknown().optional(),
        }),
      }),
    }),
  }),
});

type LabelledFrame = SeenFrame & { readonly label: string };

/** Neighbouring frames that look alike; after a merge, more than one colour. */
export interface Run {
  readonly colours: readonly Colour[];
  readonly frames: readonly LabelledFrame[];
}

function findRuns(frames: readonly LabelledFrame[]): Run[] {
  const runs: Run[] = [];
  for (const frame of frames) {
    const last = runs.at(-1);
    if (last?.colours[0] === frame.colour) {
      runs[runs.length - 1] = { ...last, frames: [...last.frames, frame] };
    } else runs.push({ colours: [frame.colour], frames: [frame] });
  }
  return runs;
}

/** Merges the shortest run with its shorter neighbour until few enough are left. */
function mergeRuns(runs: readonly Run[], most: number): readonly Run[] {
  if (runs.length <= Math.max(1, most)) return runs;
  const length = (i: number) => runs[i]?.frames.length ?? Number.POSITIVE_INFINITY;
  const shortest = runs.reduce((best, _, i) => (length(i) < length(best) ? i : best), 0);
  const first = length(shortest - 1) < length(shortest + 1) ? shortest - 1 : shortest;
  const pair = runs.slice(first, first + 2);
  const merged = {
    colours: [...new Set(pair.flatMap(({ colours }) => colours))],
    frames: pair.flatMap(({ frames }) => frames),
  };
  return mergeRuns([...runs.slice(0, first), merged, ...runs.slice(first + 2)], most);
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function describeRun({ colours, frames }: Run, part: number, parts: number) {
  const named = colours.join(", then ");
  const marks = [...new Set(frames.flatMap(({ mark }) => (mark === null ? [] : [mark])))];
  const read = marks.map((mark) => ` The number ${mark} can be read along the lower edge.`).join("");
  return {
    theme: capitalise(named),
    description: `The whole picture is ${named}.${read}`,
    significance: `It is part ${part} of ${parts}, the one that shows ${named}.`,
  };
}

/** What there is to tell: runs of frames that look alike, so many at most, of those that may be named. */
export function runsOf(
  frames: readonly SeenFrame[],
  {
    most = Number.POSITIVE_INFINITY,
    labels,
  }: { readonly most?: number; readonly labels?: readonly string[] },
): readonly Run[] {
  const labelled = frames.filter((frame): frame is LabelledFrame => frame.label !== null);
  return mergeRuns(findRuns(labelled.filter(({ label }) => labels?.includes(label) ?? true)), most);
}

/** First, last and middle frame of a run. */
export function labelsOf({ frames }: Run): { start: string; end: string; key: string } {
  const at = (position: number) => frames[position]?.label ?? "";
  return { start: at(0), end: at(frames.length - 1), key: at(Math.floor((frames.length - 1) / 2)) };
}

/** Summarises what the frames show: each run of equal colour is a segment, its middle frame the key. */
export function summaryBrain({ frames, schema }: SeenRequest): string {
  const { title, overview, segments } = summarySchema.parse(schema?.schema).properties;
  const { start, theme, description, significance, quotes } = segments.items.properties;
  const runs = runsOf(frames, {
    ...(segments.maxItems !== undefined && { most: segments.maxItems }),
    ...(start.enum && { labels: start.enum }),
  });
  const cut = (words: string, { maxLength }: z.infer<typeof text>) => words.slice(0, maxLength);
  const colours = runs.flatMap((run) => run.colours).join(", ");
  return JSON.stringify({
    title: cut(capitalise(colours), title),
    overview: cut(`One after the other the video shows ${colours}.`, overview),
    segments: runs.map((run, i) => {
      const words = describeRun(run, i + 1, runs.length);
      return {
        ...labelsOf(run),
        theme: cut(words.theme, theme),
        description: cut(words.description, description),
        significance: cut(words.significance, significance),
        ...(quotes !== undefined && {
          quotes: run.frames.flatMap(({ heard }) => heard.map(({ id }) => id)).slice(0, 2),
        }),
      };
    }),
  });
}
