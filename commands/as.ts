import type { CommandContext, CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import { metered } from "../src/jobs/limits/metering.ts";
import type { ContextKey, VideoContext } from "../src/store/contexts/video-context.ts";
import type { ThreadRecord } from "../src/store/threads/threads.ts";
import { kindNamed } from "../src/summary/kinds/find-of-kind.ts";
import type { Kind } from "../src/summary/kinds/kind.ts";
import { renderFindings } from "../src/summary/kinds/render-findings.ts";
import { absent } from "./shared/absent.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { findOverKept } from "./shared/find-over-kept.ts";
import { optionsOf, readKind } from "./shared/options.ts";
import { knownThread } from "./shared/original.ts";
import { shrinkBy, withMomentLinks } from "./shared/video-message.ts";
import { postSummary } from "./summarize.ts";

/** The thread's video, watched for something else: minutes of a meeting, the slides of a lecture, … */
export function createAs(deps: CommandDeps): CommandDefinition {
  return {
    name: "as",
    description: inEveryLanguage(({ commands }) => commands.as.description),
    needsVideo: false,
    about: "message",
    isJob: true,
    options: [],
    async run(context) {
      const { event } = context;
      const record = await knownThread(deps, event.thread);
      const known = await deps.store.contexts.get(tenantOf(event.thread), record.contextKey);
      if (!known) throw await absent(deps, event.thread);
      // A menu of another version may name a kind that this one does not have: then it is measured.
      const named = readKind(event.options.kind);
      const kind = named.kind && kindNamed(named.kind);
      if (kind && !kind.needsLook && known.summary.model !== null) {
        return await postFindings(deps, context, { record, known, kind });
      }
      const { kind: _, ...options } = optionsOf(known);
      await postSummary(deps, context, { source: record.source, options: { ...options, ...named } });
    },
  };
}

interface Known {
  readonly record: ThreadRecord;
  readonly known: VideoContext;
  readonly kind: Kind;
}

/** The model has seen the video: it is asked over what it was shown, and nothing is watched again. */
async function postFindings(
  built: CommandDeps,
  context: CommandContext,
  { record, known, kind }: Known,
): Promise<void> {
  const { event, thread, signal, report, job } = context;
  const deps = metered(built, job);
  report({ step: "ask" });
  const { threads } = deps.store;
  const { sha256, source, requester } = record;
  const grant = (contextKey: ContextKey) => threads.grant(event.thread, { contextKey, sha256 });
  const { summary, key: contextKey } = await findOverKept(deps, { known, kind, grant }, signal);
  await threads.open(await threads.homeOf(event.thread), { contextKey, sha256, source, requester });
  report({ step: "ask", done: true });
  const message = renderFindings(summary, catalogueFor(event.locale), shrinkBy(deps, signal));
  if (message) await thread.post(withMomentLinks(message, record));
}
