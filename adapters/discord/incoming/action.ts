import type { MessageComponentInteraction } from "discord.js";
import type { ActionEvent } from "../../../src/chat/event.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { threadIdOf } from "../location.ts";
import { decodeAction } from "../render/actions.ts";
import { objectionTo, rightsOf } from "./access.ts";
import { type Incoming, noteRequest } from "./context.ts";

/** A person pressed a button or chose from a menu under a message of ours. */
export async function onAction(interaction: MessageComponentInteraction, incoming: Incoming): Promise<void> {
  const action = decodeAction(interaction.customId);
  const known = incoming.locations.known(interaction.channelId);
  const words = catalogueFor(interaction.locale);
  const objection = known && objectionTo(interaction, known, incoming, words);
  if (objection) {
    await incoming.acknowledge.whisper(interaction, objection);
    return;
  }
  await incoming.acknowledge.quietly(interaction);
  const location = known ?? (await incoming.locations.find(interaction.channelId));
  if (!action || objectionTo(interaction, location, incoming, words)) return;
  const thread = threadIdOf(location);
  noteRequest(interaction, thread, incoming);
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
  const event: ActionEvent = {
    type: "action",
    id: interaction.id,
    thread,
    author: interaction.user.id,
    ...rightsOf(interaction, location),
    locale: interaction.locale,
    action: action.id,
    value: chosen ?? action.value,
    message: interaction.message.id,
  };
  await incoming.ephemeral.during(event.id, interaction.token, () => incoming.dispatch(event));
}
