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
  readonly grant: (key: ContextKey) => Promise<void>;
}

interface FoundOverKept {
  readonly key: ContextKey;
  readonly summary: Summary;
}

/**
 * Looks for what a kind finds in a video that is kept, over what the model was shown of it, part by part. What is found is kept
 * beside it as a context of its own, with everything else the same; what was found before is taken from there.
 */
export async function findOverKept(
  deps: CommandDeps,
  { known, kind, grant }: Kept,
  signal: AbortSignal,
): Promise<FoundOverKept> {
  const { tenant, sha256, pipelineVersion, promptVersion, page } = known;
  const { contexts } = deps.store;
  const options = { ...known.options, kind: kind.name };
  const isOfKind = known.summary.kind?.name === kind.name;
  const key = isOfKind ? known.key : contextKey({ tenant, sha256, pipelineVersion, promptVersion, options });
  const finished = await finishedAt(deps, { tenant, key, kind });
  if (!isOfKind) await grant(key);
  if (finished) return { key, summary: finished };

  const routing = routingKey(tenant, sha256);
  const keep = { tenant, pipelineVersion, options: isOfKind ? known.options : options };
  if (known.summary.parts.length === 0) {
    const found = await findIn(deps, { tenant, from: known.key, kind, routingKey: routing }, signal);
    await contexts.put({ ...keep, ...found });
    return { key, summary: found.summary };
  }
  const parts: Summary[] = [];
  for (const part of known.summary.parts.keys()) {
    const before = await finishedAt(deps, { tenant, key: partKey(key, part), kind });
    if (before) {
      parts.push(before);
      continue;
    }
    const from = partKey(known.key, part);
    const ofPart = { tenant, from, kind, routingKey: routingKeyOfPart(routing, part) };
    const found = await findIn(deps, ofPart, signal);
    await contexts.put({ ...keep, ...found, part });
    parts.push(found.summary);
  }
  const whole = await contexts.summary(tenant, known.key);
  if (!whole) throw new CuepointError("thread-unknown");
  const summary = { ...whole.summary, ...joinFindings(parts) };
  const { range, cuts } = known;
  signal.throwIfAborted();
  await contexts.put({ ...keep, range, opening: null, cuts, page, summary });
  return { key, summary };
}

interface Place {
  readonly tenant: string;
  readonly key: ContextKey;
  readonly kind: Kind;
}

/** What was looked for to the end, with its stills. */
async function finishedAt({ store }: CommandDeps, { tenant, key, kind }: Place): Promise<Summary | null> {
  const kept = await store.contexts.summary(tenant, key);
  const of = kept?.summary.kind;
  return kept && of?.name === kind.name && !of.isUnfinished ? kept.summary : null;
}

interface From {
  readonly tenant: string;
  readonly from: ContextKey;
  readonly kind: Kind;
  readonly routingKey: string;
}

/** A kept video or part of one with what the kind finds in it. */
async function findIn(deps: CommandDeps, { tenant, from, kind, routingKey: key }: From, signal: AbortSignal) {
  const { contexts } = deps.store;
  const context = await contexts.get(tenant, from);
  const whole = await contexts.summary(tenant, from);
  if (!context || !whole) throw new CuepointError("thread-unknown");
  const { opening, range, cuts, page } = context;
  const { summary } = whole;
  const material = {
    ...{ range, opening, frames: opening?.frames ?? [], cues: summary.cues, segments: summary.segments },
    ...{ look: null, language: summary.language, routingKey: key, failures: unusableReplies(summary) },
  };
  const found = await findOfKind(deps, { name: kind.name }, material, signal);
  signal.throwIfAborted();
  return { range, opening, cuts, page, summary: { ...summary, ...found } };
}
