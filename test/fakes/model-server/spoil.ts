import { z } from "zod";
import type { MisbehaviourKind } from "./misbehaviour.ts";

const UNKNOWN_LABEL = "98765.4";
const SENTENCE = "A person walks across the room and looks at the camera.";
const HUGE = 10 * 2 ** 20;

const segment = z.record(z.string(), z.string());
const summary = z.looseObject({ segments: z.array(segment) });
type Segments = z.infer<typeof summary>["segments"];

/** At least three, so that a loop is long enough to notice and an overlap has a second segment. */
function atLeastThree(segments: Segments): Segments {
  return segments.length === 0
    ? []
    : Array.from({ length: Math.max(3, segments.length) }, (_, i) => segments[i % segments.length] ?? {});
}

const SEGMENT_SPOILERS: Partial<Record<MisbehaviourKind, (segments: Segments) => Segments>> = {
  "unknown-labels": (segments) =>
    segments.map((one) => ({ ...one, start: UNKNOWN_LABEL, end: UNKNOWN_LABEL, key: UNKNOWN_LABEL })),
  overlap: (segments) => {
    const all = atLeastThree(segments);
    const { start, end } = { start: all[0]?.start ?? "", end: all.at(-1)?.end ?? "" };
    return all.map((one) => ({ ...one, start, end }));
  },
  loop: (segments) =>
    atLeastThree(segments).map((one) => ({
      ...one,
      theme: SENTENCE,
      description: SENTENCE,
      significance: SENTENCE,
    })),
};

/** Turns a good reply into the one that this kind of misbehaviour gives. */
export function spoil(kind: MisbehaviourKind | undefined, reply: string): string {
  if (kind === "prose") return "Sure! The video begins in one place, and later it moves on to another.";
  if (kind === "fenced") return `\`\`\`json\n${reply}\n\`\`\``;
  if (kind === "truncated") return reply.slice(0, Math.ceil(reply.length / 2));
  if (kind === "huge") return SENTENCE.repeat(Math.ceil(HUGE / SENTENCE.length));
  const spoiler = kind && SEGMENT_SPOILERS[kind];
  if (!spoiler) return reply;
  const parsed = summary.parse(JSON.parse(reply));
  return JSON.stringify({ ...parsed, segments: spoiler(parsed.segments) });
}
