import { z } from "zod";
import { label } from "../ask/reply.ts";
import type { Segment } from "../summary.ts";
import type { FindingFacts } from "./finding.ts";
import type { KindMaterial } from "./kind.ts";

/** Lines and frames that one finding may rest on. */
const MOST_EVIDENCE = 3;

type Sent = Pick<KindMaterial, "opening" | "frames" | "segments">;

/** JSON Schema of what an item rests on: ids of lines and times of frames, of those that were sent. */
export function evidenceSchema({ opening, frames }: Sent) {
  const ids = [...(opening?.cues ?? []), ...frames.map((frame) => ({ id: frame.label }))].map(({ id }) => id);
  return { type: "array", minItems: 1, maxItems: MOST_EVIDENCE, items: { type: "string", enum: ids } };
}

/** The same in a reply. A server that ignores the schema may write one id alone, or "[c7]". */
export const evidence = z
  .union([label, z.array(label)])
  .transform((ids) => [ids].flat().map((id) => id.replace(/^\[|\]$/g, "")))
  .catch([]);

/** Where an item's evidence lies in what was sent; null where it is none of that. */
export function evidenceOf(
  ids: readonly string[],
  { opening, frames }: Sent,
): Pick<FindingFacts, "cues" | "label" | "start" | "end"> | null {
  const named = new Set(ids.slice(0, MOST_EVIDENCE));
  const cues = (opening?.cues ?? []).filter(({ id }) => named.has(id));
  const frame = frames.find((one) => named.has(one.label));
  const starts = [...cues.map(({ start }) => start), ...(frame ? [frame.timestamp] : [])];
  if (starts.length === 0) return null;
  const ends = [...cues.map(({ end }) => end), ...(frame ? [frame.timestamp] : [])];
  return { cues, label: frame?.label ?? null, start: Math.min(...starts), end: Math.max(...ends) };
}

/** What was said around the evidence and what can be read beside it: a name or a date of the finding must be among these. */
export function wordsBeside(
  { cues, start, end }: Pick<FindingFacts, "cues" | "start" | "end">,
  { opening, segments }: Sent,
): string[] {
  const all = opening?.cues ?? [];
  const cited = new Set(cues.map(({ id }) => id));
  const near = all.filter((_, i) => [i - 1, i, i + 1].some((at) => cited.has(all[at]?.id ?? "")));
  const beside = segments.filter((segment) => segment.start <= end && segment.end > start);
  return [
    ...near.flatMap(({ text, speaker }) => (speaker === undefined ? [text] : [speaker, text])),
    ...beside.flatMap(readIn),
  ];
}

/** What stands in quotation marks was read off the screen. */
const QUOTED = /"([^"]*)"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»|「([^」]*)」|『([^』]*)』/gu;

function readIn({ theme, description, significance }: Segment): string[] {
  return [...[theme, description, significance].join("\n").matchAll(QUOTED)].flatMap(([, ...groups]) =>
    groups.filter((group) => group !== undefined),
  );
}

/** Whether the words stand among these, as whole words, in this order; case and marks aside. */
export function occursIn(words: string, texts: readonly string[]): boolean {
  const wanted = plainWords(words);
  if (wanted.trim() === "") return false;
  // Writing without spaces has no ends of words to hold to.
  const needle = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(wanted)
    ? wanted.trim()
    : wanted;
  return texts.some((text) => plainWords(text).includes(needle));
}

/** " ana sends it on friday " */
export function plainWords(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  return ` ${words.trim()} `;
}
