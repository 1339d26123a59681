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
      ...(choice ? [choiceField(choice)] : []),
      {
        ...{ type: "input", block_id: TEXT_FIELD, label: plainText(text.label, LIMITS.inputLabel) },
        optional: !text.isRequired,
        element: {
          ...{ type: "plain_text_input", action_id: TEXT_FIELD, multiline: true, max_length: text.longest },
          placeholder: plainText(text.hint, LIMITS.placeholder),
        },
      },
    ],
  };
}

function choiceField({ label, choices }: NonNullable<Form["choice"]>): types.InputBlock {
  return {
    ...{ type: "input", block_id: CHOICE_FIELD, label: plainText(label, LIMITS.inputLabel) },
    element: {
      ...{ type: "radio_buttons", action_id: CHOICE_FIELD },
      options: choices.map((one) => ({ text: plainText(one.label, LIMITS.option), value: one.value })),
    },
  };
}
