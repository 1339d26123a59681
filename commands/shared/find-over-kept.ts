import { CuepointError } from "../../src/errors.ts";
import {
  type ContextKey,
  contextKey,
  partKey,
  type VideoContext,
} from "../../src/store/contexts/video-context.ts";
import { findOfKind, joinFindings } from "../../src/summary/kinds/find-of-kind.ts";
import type { Kind } from "../../src/summary/kinds/kind.ts";
import { routingKeyOfPart } from "../../src/summary/parts/watch-part.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { unusableReplies } from "../../src/summary/warnings.ts";
import type { CommandDeps } from "./deps.ts";
import { routingKey } from "./summarize-video.ts";

interface Kept {
  readonly known: VideoContext;
  /** One that needs no look at the file. */
  readonly kind: Kind;
  /** Called before anything is kept, so that what is forgotten of the video in the thread takes it along. */
  readonly link: (key: ContextKey) => Promise<void>;
}

/**
 * Looks for what a kind finds in a video that is kept, over what the model was shown of it, part by part. What is found is kept
 * beside it as a context of its own, with everything else the same.
 */
export async function findOverKept(
  deps: CommandDeps,
  { known, kind, link }: Kept,
  signal: AbortSignal,
): Promise<Summary> {
  const { tenant, sha256, pipelineVersion, promptVersion, page } = known;
  const { contexts } = deps.store;
  const options = { ...known.options, kind: kind.name };
  const key = contextKey({ tenant, sha256, pipelineVersion, promptVersion, options });
  await link(key);
  const whole = await contexts.summary(tenant, key);
  if (whole && !whole.summary.kind?.isUnfinished) return whole.summary;
  const routing = routingKey(tenant, sha256);

  const findIn = async (from: ContextKey, routingOfPart: string, part?: number): Promise<Summary> => {
    const context = await contexts.get(tenant, from);
    const stills = await contexts.summary(tenant, from);
    if (!context || !stills) throw new CuepointError("thread-unknown");
    const { opening, range, cuts, page: said } = context;
    const { summary } = stills;
    const material = {
      ...{ range, opening, frames: opening?.frames ?? [], cues: summary.cues, segments: summary.segments },
      ...{ look: null, language: summary.language, routingKey: routingOfPart },
      failures: unusableReplies(summary),
    };
    const found = await findOfKind(deps, { name: kind.name }, material, signal);
    const added = { ...summary, ...found };
    const same = { tenant, pipelineVersion, options, range, opening, cuts, page: said };
    await contexts.put({ ...same, summary: added, ...(part !== undefined && { part }) });
    return added;
  };

  if (known.summary.parts.length === 0) return await findIn(known.key, routing);
  const parts: Summary[] = [];
  for (const number of known.summary.parts.keys()) {
    const from = partKey(known.key, number);
    parts.push(await findIn(from, routingKeyOfPart(routing, number), number));
  }
  const stills = await contexts.summary(tenant, known.key);
  if (!stills) throw new CuepointError("thread-unknown");
  const summary = { ...stills.summary, ...joinFindings(parts) };
  const { range, cuts } = known;
  await contexts.put({ tenant, pipelineVersion, options, range, opening: null, cuts, page, summary });
  return summary;
}
