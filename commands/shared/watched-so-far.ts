import type { Contexts } from "../../src/store/contexts/contexts.ts";
import { type ContextKey, partKey, type VideoContext } from "../../src/store/contexts/video-context.ts";
import { joinParts } from "../../src/summary/outline/join-parts.ts";
import { outlineOfParts } from "../../src/summary/outline/outline.ts";

/**
 * A long video of which only parts are kept: it is being watched still, or the watching ended early. Its parts from the first one on
 * stand for it; undefined where there is none.
 */
export async function watchedSoFar(
  contexts: Contexts,
  tenant: string,
  key: ContextKey,
): Promise<VideoContext | undefined> {
  const parts: Omit<VideoContext, "opening">[] = [];
  for (;;) {
    const part = await contexts.described(tenant, partKey(key, parts.length));
    if (!part) break;
    parts.push(part);
  }
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return undefined;
  const { video, summary } = first;
  const range = { start: first.range.start, end: last.range.end };
  const summaries = parts.map((part) => part.summary);
  const { language, promptVersion } = summary;
  const about = { video, language, promptVersion, range };
  const joined = joinParts(outlineOfParts(summaries), summaries, about);
  // What comes after it is not there to be asked about.
  return { ...first, key, range, opening: null, video: { ...video, duration: range.end }, summary: joined };
}
