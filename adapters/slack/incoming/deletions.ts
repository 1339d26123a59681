import { dispatchInOrder, type Incoming, messageId, once, threadId } from "./context.ts";
import { changedSchema, deletedSchema, revokedSchema } from "./payloads.ts";

interface Deleted {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string;
}

/** Takes every "message_deleted" and "message_changed"; most changes delete nothing. */
export async function onMessageDeleted(incoming: Incoming, event: unknown): Promise<void> {
  const deleted = readDeleted(incoming, event);
  if (!deleted) return;
  const { received, requesters } = incoming;
  const thread = threadId(incoming, deleted);
  requesters.removed(thread, deleted.ts);
  const message = messageId(deleted.channel, deleted.ts);
  await once(received, [`deleted:${message}`], () =>
    dispatchInOrder(incoming, thread, async () => ({ type: "deleted" as const, thread, message })),
  );
}

function readDeleted({ self }: Incoming, event: unknown): Deleted | null {
  const { subtype } = event as { subtype?: unknown };
  if (subtype === "message_deleted") {
    const { channel, deleted_ts, previous_message: previous } = deletedSchema.parse(event);
    const isOurs = previous?.user === self.user || (previous?.bot_id && previous.bot_id === self.bot);
    return isOurs ? null : { channel, ts: deleted_ts, thread: previous?.thread_ts ?? deleted_ts };
  }
  if (subtype !== "message_changed") return null;
  const { channel, message } = changedSchema.parse(event);
  if (message.subtype !== "tombstone") return null;
  return { channel, ts: message.ts, thread: message.thread_ts ?? message.ts };
}

/** The app was removed from the workspace, or its token was taken back: what it knows of the workspace must go. */
export async function onLeft(incoming: Incoming, eventId: string | undefined): Promise<void> {
  const { self, received, dispatch, logger } = incoming;
  await once(received, [`left:${eventId ?? self.team}`], async () => {
    logger.warn({ team: self.team }, "removed from the workspace");
    await dispatch({ type: "left", platform: "slack", tenant: self.team });
  });
}

/** A person's own token may be revoked while the bot's lives on. */
export function hasLostBot(event: unknown): boolean {
  return (revokedSchema.safeParse(event).data?.tokens?.bot ?? []).length > 0;
}
