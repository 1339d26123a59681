import { z } from "zod";
import type { ActionEvent } from "../../../src/chat/event.ts";
import { formOf } from "../../../src/chat/form.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { Json } from "../../../src/util/json.ts";
import { readFailure } from "../errors.ts";
import { guessLocale } from "../guess-locale.ts";
import { CHOICE_FIELD, drawModal, TEXT_FIELD } from "../render/modal.ts";
import type { Location } from "../web/api.ts";
import { refusalOf, refuse, rightsIn } from "./access.ts";
import { dispatchInOrder, type Incoming, once, threadId, wording } from "./context.ts";
import type { formSchema } from "./payloads.ts";

/** What a form is about; Slack keeps it with the form, out of people's reach. */
const about = z.object({
  channel: z.string(),
  thread: z.string(),
  message: z.string(),
  action: z.string(),
  value: z.string(),
});

interface Pressed {
  readonly location: Location;
  readonly message: string;
  readonly user: string;
  readonly action: string;
  readonly value: string;
  /** Absent where Slack gave none: then no form can be opened. */
  readonly trigger: string | undefined;
}

/** Opens the form of what was pressed, where it has one. False where it has none. */
export async function opensForm(incoming: Incoming, pressed: Pressed): Promise<boolean> {
  const { action, value, user, location, message, trigger } = pressed;
  if (!formOf(action, value, catalogueFor("en"))) return false;
  const person = await incoming.people(user);
  const catalogue = catalogueFor(person.locale ?? guessLocale(""));
  const form = formOf(action, value, catalogue);
  const { channel, thread } = location;
  const kept: z.infer<typeof about> = { channel, thread, message, action, value };
  try {
    if (form && trigger) await incoming.api.openForm(trigger, drawModal(form, JSON.stringify(kept)));
  } catch (error) {
    // The bot or Slack was slow, and a trigger lives for three seconds.
    incoming.logger.info({ reason: readFailure(error)?.reason }, "a form could not be opened");
    await incoming.api.whisper(location, user, wording(catalogue.feedback.noForm));
  }
  return true;
}

/** A person sent a form. */
export async function onForm(incoming: Incoming, { user, view }: z.infer<typeof formSchema>): Promise<void> {
  const kept = Json.pipe(about).safeParse(view.private_metadata);
  if (!kept.success) return;
  const { message, action, value, ...location } = kept.data;
  const id = `${location.channel}:${message}:${view.id}`;
  await once(incoming.received, [`form:${id}`], async () => {
    const refusal = refusalOf(incoming, { channel: location.channel, user: user.id, team: user.team_id });
    if (refusal) return refuse(incoming, location, { user: user.id, text: "", refusal });
    const thread = threadId(incoming, location);
    const prepare = async (): Promise<ActionEvent> => {
      const person = await incoming.people(user.id);
      return {
        ...{ type: "action", id, thread, author: user.id },
        ...rightsIn(location.channel, person),
        locale: person.locale ?? guessLocale(""),
        ...{ action, value, answers: answersIn(view.state.values), message },
      };
    };
    await dispatchInOrder(incoming, thread, prepare, (event) =>
      incoming.ephemeral.during(id, user.id, () => incoming.dispatch(event)),
    );
  });
}

function answersIn(values: z.infer<typeof formSchema>["view"]["state"]["values"]) {
  return {
    choice: values[CHOICE_FIELD]?.[CHOICE_FIELD]?.selected_option?.value ?? "",
    text: values[TEXT_FIELD]?.[TEXT_FIELD]?.value ?? "",
  };
}
