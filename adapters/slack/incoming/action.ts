import type { z } from "zod";
import type { ActionEvent } from "../../../src/chat/event.ts";
import { guessLocale } from "../guess-locale.ts";
import { actionFrom } from "../render/blocks.ts";
import { refusalOf, refuse, rightsIn } from "./access.ts";
import { dispatchInOrder, type Incoming, once, threadId } from "./context.ts";
import { opensForm } from "./form.ts";
import type { actionSchema } from "./payloads.ts";

/** A person pressed a button or chose from a menu under a message of ours. */
export async function onAction(incoming: Incoming, body: z.infer<typeof actionSchema>): Promise<void> {
  const { received, people, ephemeral, dispatch } = incoming;
  const { user, channel, container, message, actions } = body;
  const [action] = actions;
  if (!action) return;
  const ref = container.message_ts;
  const location = { channel: channel.id, thread: message?.thread_ts ?? container.thread_ts ?? ref };
  const id = `${channel.id}:${ref}:${action.action_ts}`;
  const pressed = actionFrom(action.action_id, action.selected_option?.value ?? action.value ?? "");
  await once(received, [`action:${id}`], async () => {
    const refusal = refusalOf(incoming, { channel: channel.id, user: user.id, team: user.team_id });
    if (refusal) return refuse(incoming, location, { user: user.id, text: "", refusal });
    const trigger = body.trigger_id;
    if (await opensForm(incoming, { ...pressed, location, message: ref, user: user.id, trigger })) return;
    const thread = threadId(incoming, location);
    const prepare = async (): Promise<ActionEvent> => {
      const person = await people(user.id);
      return {
        type: "action",
        id,
        thread,
        author: user.id,
        ...rightsIn(channel.id, person),
        locale: person.locale ?? guessLocale(""),
        ...pressed,
        message: ref,
      };
    };
    await dispatchInOrder(incoming, thread, prepare, (event) =>
      ephemeral.during(id, user.id, () => dispatch(event)),
    );
  });
}
