import { z } from "zod";
import type { TimeRange } from "../../../video/video.ts";
import { type LabelledFrame, languageName } from "../../ask/prompt.ts";
import { type Checked, cleanText, closed, label, parseReply } from "../../ask/reply.ts";
import { withoutModel } from "../../warnings.ts";
import { askOverOpening } from "../ask-over-opening.ts";
import type { KindDeps, KindMaterial } from "../kind.ts";

const LONGEST = 200;
/** Events that are asked about at most, and tokens for each. */
const MOST_ASKED = 24;
const TOKENS_EACH = 80;

/** An event that the model was shown frames of; the first one's label is its id. */
interface Shown {
  readonly frames: readonly [LabelledFrame, ...LabelledFrame[]];
}

const Reply = z.object({ events: z.array(z.object({ at: label, what: z.string() })) });

/**
 * What moves in each of these, in words, by the label of the first frame that was sent of it. Of what the model was
 * shown no frame of, and where it does not answer, there are none.
 */
export async function describeEvents(
  deps: KindDeps,
  material: KindMaterial,
  events: readonly TimeRange[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const shown = events.flatMap((event) => shownOf(event, material) ?? []).slice(0, MOST_ASKED);
  if (shown.length === 0) return new Map();
  const question = {
    question: questionOf(shown, material.language),
    schema: schemaOf(shown),
    maxOutputTokens: 100 + TOKENS_EACH * shown.length,
    check: (text: string) => checkEvents(text, shown),
  };
  try {
    return (await askOverOpening(deps, material, question, signal)) ?? new Map();
  } catch (error) {
    signal.throwIfAborted();
    withoutModel(error);
    deps.logger.warn({ err: error }, "what moved could not be described");
    return new Map();
  }
}

/** The first sent frame of an event; undefined where none was sent. */
export function firstFrameOf(event: TimeRange, frames: readonly LabelledFrame[]): LabelledFrame | undefined {
  return frames.find(({ timestamp }) => timestamp >= event.start && timestamp < event.end);
}

function shownOf(event: TimeRange, { frames }: Pick<KindMaterial, "frames">): Shown | null {
  const [first, ...more] = frames.filter(
    ({ timestamp }) => timestamp >= event.start && timestamp < event.end,
  );
  return first ? { frames: [first, ...more] } : null;
}

function questionOf(shown: readonly Shown[], language: string): string {
  const lines = shown.map(({ frames }) => {
    const last = frames.at(-1) ?? frames[0];
    return last === frames[0]
      ? `- <${frames[0].label} seconds>`
      : `- <${frames[0].label} seconds> to <${last.label} seconds>`;
  });
  return `In this recording something moved at these times, and nothing moved between them:
${lines.join("\n")}
For each, say what moves and what it does: compare its frames with those before and after. Reply with one JSON object: {"events": [{"at", "what"}]}, \
where "at" is the first time of the line, copied exactly, and "what" is one short sentence in ${languageName(language)} without times. \
Leave out a line where the frames do not show what moved. Never guess.`;
}

function schemaOf(shown: readonly Shown[]) {
  const at = { type: "string", enum: shown.map(({ frames }) => frames[0].label) };
  const event = closed({ at, what: { type: "string", minLength: 1, maxLength: LONGEST } });
  return {
    name: "events",
    schema: closed({ events: { type: "array", maxItems: shown.length, items: event } }),
  };
}

/** One text for each event that was named; the others have none. */
function checkEvents(reply: string, shown: readonly Shown[]): Checked<ReadonlyMap<string, string>> {
  const parsed = parseReply(Reply, reply);
  if (!parsed.ok) return parsed;
  const known = new Map(shown.map(({ frames }) => [frames[0].label, frames]));
  const texts = new Map<string, string>();
  for (const { at, what } of parsed.value.events) {
    const frames = known.get(at);
    if (!frames) return { ok: false, problems: [`"${at}" is none of the times that were given.`] };
    const times = frames.map(({ timestamp }) => timestamp);
    const text = cleanText(what, times, LONGEST);
    if (text !== "" && !texts.has(at)) texts.set(at, text);
  }
  return { ok: true, value: texts };
}
