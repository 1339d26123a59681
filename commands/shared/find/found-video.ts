import type { CommandContext } from "../../../src/chat/command.ts";
import { formatTimecode } from "../../../src/chat/text/timecode.ts";
import { CuepointError } from "../../../src/errors.ts";
import { momentsIn } from "../../../src/summary/times/moments.ts";
import type { CommandDeps } from "../deps.ts";
import { holderOf } from "./holder.ts";

interface AboutFound {
  /** The event as if it had come in the thread of the video; what is said still goes to the thread where it came. */
  readonly event: CommandContext["event"];
  readonly question: string;
}

/**
 * Whom a question about a found moment means: the video of the moment that the last search in this thread listed under the
 * number. It must be visible here still. A thread without a video of its own is about that one from now on.
 */
export async function aboutFound(
  { store }: Pick<CommandDeps, "store">,
  event: CommandContext["event"],
  { question, number }: { readonly question: string; readonly number: number },
): Promise<AboutFound> {
  const moment = (await store.foundLists.nearest(event.thread))[number - 1];
  const visible = moment ? await store.threads.visibleIn(event.thread) : [];
  const granted = visible.find(({ contextKey }) => contextKey === moment?.contextKey);
  const holder = granted && (await holderOf(store, granted));
  if (!moment || !holder) throw new CuepointError("usage", { what: "no-found", number });
  const home = await store.threads.homeOf(event.thread);
  const isFree = home !== event.thread || (await store.threads.get(event.thread)) === undefined;
  if (isFree) await store.latestVideos.link(event.thread, holder.thread);
  const isTimed = momentsIn(question).length > 0;
  return {
    event: { ...event, thread: holder.thread },
    question: isTimed ? question : `${question} (${formatTimecode(moment.start)})`,
  };
}
