import type { OutgoingMessage } from "../../chat/message.ts";
import type { MessageRef } from "../../chat/thread.ts";
import type { JobKey } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";

interface FinalMessageOptions {
  readonly outbox: Outbox;
  readonly job: JobKey;
  /** Whether the person who asked is likely to be looking still. */
  readonly hasAttention: () => boolean;
}

/** So short that a line about its making beside it would be in the way. */
const SHORT: readonly OutgoingMessage["kind"][] = ["answer", "error"];
const PART = "place";

/**
 * What becomes of the progress message when the answer comes. A short answer replaces it while the person is likely to be
 * looking. Every other is posted anew, because platforms do not notify people of an edit; the progress message then goes, since
 * a line about the work is in the way above its result. The choice is written down first, so that each try does the same.
 */
export function createFinalMessage({ outbox, job: { tenant, id }, hasAttention }: FinalMessageOptions) {
  /** Undefined: nothing was chosen. Empty: posted anew. */
  const chosen = async () => (await outbox.get(tenant, id, PART))?.posted;
  return {
    /** The progress message, where the final replaces it. */
    async choose(
      message: OutgoingMessage,
      progress: MessageRef | undefined,
    ): Promise<MessageRef | undefined> {
      if (!SHORT.includes(message.kind) || progress === undefined) return undefined;
      const before = await chosen();
      if (before) return before[0];
      const replaces = hasAttention() ? progress : undefined;
      if (replaces === undefined) await outbox.finish(tenant, id, PART);
      else await outbox.addPosted(tenant, id, PART, replaces);
      return replaces;
    },
    /** The final replaces the progress message, whatever was chosen. */
    replace: (progress: MessageRef) => outbox.addPosted(tenant, id, PART, progress),
    hasReplaced: async (progress: MessageRef) => (await chosen())?.[0] === progress,
    /** Of an answered job. */
    async fate(): Promise<"replaced" | "goes"> {
      const choice = (await chosen()) ?? [];
      return choice.length > 0 ? "replaced" : "goes";
    },
  };
}
