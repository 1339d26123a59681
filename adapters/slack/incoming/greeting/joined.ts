import type { z } from "zod";
import { readFailure } from "../../errors.ts";
import { refusalOf, rightsIn } from "../access.ts";
import { type Incoming, once, threadId, wording } from "../context.ts";
import { type Delivered, noteSharing } from "../message.ts";
import type { joinedSchema } from "../payloads.ts";

/** Welcomes a channel that the bot was added to, in the language of the person who added it. Other people who join are ignored. */
export async function onJoined(
  incoming: Incoming,
  { channel, user, inviter, event_ts }: z.infer<typeof joinedSchema>,
  delivered: Delivered,
): Promise<void> {
  const { self, api, people, received, welcome, logger } = incoming;
  if (user !== self.user) return;
  noteSharing(incoming, channel, delivered);
  if (refusalOf(incoming, { channel, user: inviter ?? "", team: undefined })) return;
  await once(received, [`joined:${channel}:${event_ts}`], async () => {
    const person = inviter === undefined ? null : await people(inviter);
    const text = await welcome({
      thread: threadId(incoming, { channel, thread: event_ts }),
      scope: "channel",
      platform: "slack",
      author: inviter ?? "",
      ...(person && rightsIn(channel, person)),
      locale: person?.locale ?? "en",
    });
    if (text === null) return;
    try {
      await api.open(channel, wording(text));
    } catch (error) {
      logger.debug({ reason: readFailure(error)?.reason, channel }, "a channel could not be welcomed");
    }
  });
}
