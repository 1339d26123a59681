import type { CommandEvent } from "../../../src/chat/event.ts";
import { rangeText } from "../../../src/summary/words.ts";
import type { KnownVideo } from "../ask-video.ts";
import { aboutButton } from "../buttons/about-button.ts";
import { heldSummary } from "../buttons/asked-summary.ts";
import type { CommandDeps } from "../deps.ts";

/**
 * The time of the part that a button or menu under a summary names. Undefined where none was chosen, null where it
 * belongs to another video than the one that the thread is about now.
 */
export async function askedPart(
  deps: Pick<CommandDeps, "store">,
  event: Pick<CommandEvent, "thread" | "options">,
  known: Pick<KnownVideo, "record" | "video">,
): Promise<string | null | undefined> {
  const { segment: number, key } = aboutButton(event.options.part);
  if (number === null || key === undefined) return undefined;
  // The video may have been watched once more, for something else; its earlier parts still stand in the thread.
  const { record, video } = known;
  const summary = key === video.key ? video.summary : await heldSummary(deps, event.thread, { record, key });
  const segment = summary?.segments[number - 1];
  return segment ? rangeText(segment) : null;
}
