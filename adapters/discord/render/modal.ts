import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from "discord.js";
import type { Form } from "../../../src/chat/form.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { FIELD_LABEL_LENGTH, MODAL_TITLE_LENGTH, PLACEHOLDER_LENGTH } from "../limits.ts";
import { unmarked } from "./escape.ts";

export const CHOICE_FIELD = "choice";
export const TEXT_FIELD = "text";

/** The form of an action. Its custom id is the action's own, so that a submission says by itself what it is about. */
export function drawModal(form: Form, customId: string): APIModalInteractionResponseCallbackData {
  const { title, choice, text } = form;
  const label = (words: string) => shorten(unmarked(words), FIELD_LABEL_LENGTH);
  return {
    custom_id: customId,
    title: shorten(unmarked(title), MODAL_TITLE_LENGTH),
    components: [
      ...(choice ? [choiceField(label(choice.label), choice)] : []),
      {
        type: ComponentType.Label,
        label: label(text.label),
        component: {
          ...{ type: ComponentType.TextInput, custom_id: TEXT_FIELD, style: TextInputStyle.Paragraph },
          ...{ required: text.isRequired ?? false, max_length: text.longest },
          placeholder: shorten(unmarked(text.hint), PLACEHOLDER_LENGTH),
        },
      },
    ],
  };
}

function choiceField(label: string, { choices }: NonNullable<Form["choice"]>): APILabelComponent {
  return {
    type: ComponentType.Label,
    label,
    component: {
      ...{ type: ComponentType.RadioGroup, custom_id: CHOICE_FIELD, required: true },
      options: choices.map((one) => ({ value: one.value, label: unmarked(one.label) })),
    },
  };
}
