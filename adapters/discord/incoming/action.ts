import type { MessageComponentInteraction, ModalSubmitInteraction } from "discord.js";
import type { ActionEvent } from "../../../src/chat/event.ts";
import { formOf } from "../../../src/chat/form.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { threadIdOf } from "../location.ts";
import { decodeAction, encodeAction } from "../render/actions.ts";
import { CHOICE_FIELD, drawModal, TEXT_FIELD } from "../render/modal.ts";
import { objectionTo, rightsOf } from "./access.ts";
import { type Incoming, noteRequest } from "./context.ts";
import { findPlace, knownPlace } from "./place.ts";

type Pressed = Pick<ActionEvent, "action" | "value" | "answers" | "message">;

/** A person pressed a button or chose from a menu under a message of ours. One with a form gets that first. */
export async function onAction(interaction: MessageComponentInteraction, incoming: Incoming): Promise<void> {
  const action = decodeAction(interaction.customId);
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
  const value = chosen ?? action?.value ?? "";
  const form = action && formOf(action.id, value, catalogueFor(interaction.locale));
  if (action && form) {
    if (await isRefused(interaction, incoming)) return;
    const modal = drawModal(form, encodeAction({ id: action.id, value }));
    return await incoming.acknowledge.ask(interaction, modal);
  }
  const pressed = action && { action: action.id, value, message: interaction.message.id };
  await dispatchPressed(interaction, pressed, incoming);
}

/** A person sent a form. */
export async function onForm(interaction: ModalSubmitInteraction, incoming: Incoming): Promise<void> {
  const action = decodeAction(interaction.customId);
  const message = interaction.message?.id;
  const { fields } = interaction;
  const has = (field: string) => fields.fields.has(field);
  const answers = {
    choice: (has(CHOICE_FIELD) && fields.getRadioGroup(CHOICE_FIELD)) || "",
    text: has(TEXT_FIELD) ? fields.getTextInputValue(TEXT_FIELD) : "",
  };
  const isWhole = action !== null && message !== undefined;
  const pressed = isWhole ? { action: action.id, value: action.value, answers, message } : null;
  await dispatchPressed(interaction, pressed, incoming);
}

type Asking = MessageComponentInteraction | ModalSubmitInteraction;

/** Says so where the person is not heard there. A place that is not known yet is looked at when there is time for it. */
async function isRefused(interaction: Asking, incoming: Incoming): Promise<boolean> {
  const known = knownPlace(interaction, incoming);
  const objection = known && objectionTo(interaction, known, incoming, catalogueFor(interaction.locale));
  if (objection) await incoming.acknowledge.whisper(interaction, objection);
  return Boolean(objection);
}

async function dispatchPressed(
  interaction: Asking,
  pressed: Pressed | null,
  incoming: Incoming,
): Promise<void> {
  if (await isRefused(interaction, incoming)) return;
  await incoming.acknowledge.quietly(interaction);
  const { locale } = interaction;
  const location = await findPlace(interaction, incoming);
  if (!pressed || objectionTo(interaction, location, incoming, catalogueFor(locale))) return;
  const thread = threadIdOf(location);
  await noteRequest(interaction, location, incoming);
  const event: ActionEvent = {
    ...{ type: "action", id: interaction.id, thread, author: interaction.user.id },
    ...rightsOf(interaction, location),
    ...{ locale, ...pressed },
  };
  await incoming.ephemeral.during(event.id, interaction.token, () => incoming.dispatch(event));
}
