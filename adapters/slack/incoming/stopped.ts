import type { z } from "zod";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { guessLocale } from "../guess-locale.ts";
import { refusalOf, refuse, rightsIn } from "./access.ts";
import { dispatchInOrder, type Incoming, once, threadId } from "./context.ts";
import { type Delivered, noteSharing } from "./message.ts";
import type { stoppedSchema } from "./payloads.ts";

/** A person pressed the Stop button that Slack itself shows while the bot is at work: it is our "cancel". */
export async function onStopped(
  incoming: Incoming,
  { channel, user, thread_ts, event_ts }: z.infer<typeof stoppedSchema>,
  delivered: Delivered,
): Promise<void> {
  const { received, people, ephemeral, dispatch, sessions } = incoming;
  const location = { channel, thread: thread_ts };
  const id = `${channel}:${thread_ts}:stop:${event_ts}`;
  noteSharing(incoming, channel, delivered);
  await once(received, [`stopped:${id}`], async () => {
    const refusal = refusalOf(incoming, { channel, user, team: undefined });
    if (refusal) return refuse(incoming, location, { user, text: "", refusal });
    const thread = threadId(incoming, location);
    const prepare = async (): Promise<CommandEvent> => {
      const person = await people(user);
      return {
        type: "command",
        id,
        thread,
        author: user,
        ...rightsIn(channel, person),
        locale: person.locale ?? guessLocale(""),
        command: "cancel",
        attachments: [],
        links: [],
        options: {},
      };
    };
    await dispatchInOrder(incoming, thread, prepare, (event) =>
      ephemeral.during(id, user, () => dispatch(event)),
    );
    // Slack shows work until the app ends it, even where no job is running any more.
    await sessions.settle(location);
  });
}
