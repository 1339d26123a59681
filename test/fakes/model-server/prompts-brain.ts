import { z } from "zod";
import type { Colour } from "../../fixtures/paint.ts";
import type { SeenRequest } from "./seen-request.ts";
import { capitalise, describeRun, labelsOf, runsOf } from "./summary-brain.ts";

/** What the schemas of the other prompts say of the number of parts. */
const parts = z.object({ properties: z.object({ segments: z.object({ maxItems: z.number() }) }) });
const notes = z.object({ properties: z.record(z.string(), z.unknown()) });
const names = z.object({ properties: z.object({ themes: z.object({ minItems: z.number() }) }) });

function told({ frames }: SeenRequest, most: number) {
  const runs = runsOf(frames, { most });
  return runs.map((run, i) => ({ run, ...labelsOf(run), ...describeRun(run, i + 1, runs.length) }));
}

function toldInParts(request: SeenRequest) {
  return told(request, parts.parse(request.schema?.schema).properties.segments.maxItems);
}

export function actsBrain(request: SeenRequest): string {
  const segments = toldInParts(request).map(({ start, end, key, theme, description }) => ({
    ...{ start_time: start, end_time: end, theme, key_timestamp: key, description },
  }));
  return JSON.stringify({ segments });
}

export function fewBrain(request: SeenRequest): string {
  const segments = toldInParts(request).map(({ run, start, end, key, description }) => {
    const heard = run.frames.flatMap((frame) => frame.heard.map(({ id }) => id));
    const hasQuotes = request.question.includes('"quotes"');
    return { start, end, key, description, ...(hasQuotes && { quotes: heard.slice(0, 2) }) };
  });
  return JSON.stringify({ segments });
}

const COLOUR = /The whole picture is ([^".]+)/g;

/** Names the parts whose texts it was sent, and sees nothing. */
export function namesBrain({ question, schema }: SeenRequest): string {
  const { minItems } = names.parse(schema?.schema).properties.themes;
  const colours = Array.from(question.matchAll(COLOUR), ([, colour = ""]) => colour);
  const themes = Array.from({ length: minItems }, (_, i) => capitalise(colours[i] ?? "unknown"));
  const all = colours.join(", ");
  return JSON.stringify({ themes, overview: `The parts show ${all}.`, title: `All about ${all}` });
}

/** A note on each frame that the schema names. */
export function notesBrain({ frames, schema }: SeenRequest): string {
  const wanted = Object.keys(notes.parse(schema?.schema).properties);
  const colours = new Map(frames.map(({ label, colour }): [string | null, Colour] => [label, colour]));
  return JSON.stringify(
    Object.fromEntries(
      wanted.map((label) => [label, `A picture that is all ${colours.get(label) ?? "dark"}`]),
    ),
  );
}

const LINES = /Choose the key frames .* at most (\d+)/;

/** Whether key frames are asked for as lines of text. */
export function asksForKeyframes({ question }: SeenRequest): boolean {
  return LINES.test(question);
}

export function keyframesBrain(request: SeenRequest): string {
  const most = Number(LINES.exec(request.question)?.[1] ?? 1);
  return told(request, most)
    .map(({ key, theme, description, significance }) =>
      [`<${key} seconds>`, theme, description, significance].join(" | "),
    )
    .join("\n");
}
