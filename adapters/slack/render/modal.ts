import type { types } from "@slack/bolt";
import type { Form } from "../../../src/chat/form.ts";
import { LIMITS } from "../limits.ts";
import { plainText } from "./blocks.ts";

export const CHOICE_FIELD = "choice";
export const TEXT_FIELD = "text";

/** The form of an action. `about` comes back with what was entered: a form belongs to no message. */
export function drawModal(form: Form, about: string): types.ModalView {
  const { title, choice, text, submit, cancel } = form;
  return {
    type: "modal",
    callback_id: "form",
    title: plainText(title, LIMITS.modalTitle),
    submit: plainText(submit, LIMITS.modalTitle),
    close: plainText(cancel, LIMITS.modalTitle),
    private_metadata: about,
    blocks: [
      {
        ...{ type: "input", block_id: CHOICE_FIELD, label: plainText(choice.label, LIMITS.inputLabel) },
        element: {
          ...{ type: "radio_buttons", action_id: CHOICE_FIELD },
          options: choice.choices.map(({ label, value }) => ({
            text: plainText(label, LIMITS.option),
            value,
          })),
        },
      },
      {
        ...{ type: "input", block_id: TEXT_FIELD, label: plainText(text.label, LIMITS.inputLabel) },
        optional: true,
        element: {
          ...{ type: "plain_text_input", action_id: TEXT_FIELD, multiline: true, max_length: text.longest },
          placeholder: plainText(text.hint, LIMITS.placeholder),
        },
      },
    ],
  };
}
