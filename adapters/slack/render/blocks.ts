import type { types } from "@slack/bolt";
import type { Action, Card } from "../../../src/chat/message.ts";
import { LIMITS } from "../limits.ts";
import { toLabel } from "./mrkdwn.ts";

export type Block = types.KnownBlock;

export function header(title: string): Block {
  return { type: "header", text: { type: "plain_text", text: toLabel(title, LIMITS.header), emoji: false } };
}

/** `verbatim` keeps Slack from making links and mentions out of plain words. */
export function section(mrkdwn: string): Block {
  return { type: "section", text: { type: "mrkdwn", text: mrkdwn, verbatim: true } };
}

export function context(mrkdwn: string): Block {
  return { type: "context", elements: [{ type: "mrkdwn", text: mrkdwn, verbatim: true }] };
}

export const DIVIDER: Block = { type: "divider" };

/** Of an uploaded file, as a block or within one. */
export function imageOf(fileId: string, alt: string) {
  // Slack refuses an empty text.
  const alt_text = toLabel(alt, LIMITS.altText) || "-";
  return { type: "image" as const, slack_file: { id: fileId }, alt_text };
}

export function image(fileId: string, alt: string, caption: string | undefined): Block {
  return {
    ...imageOf(fileId, alt),
    ...(caption && {
      title: { type: "plain_text", text: toLabel(caption, LIMITS.imageTitle), emoji: false },
    }),
  };
}

/** With its position among all of its message. */
export interface PlacedAction {
  readonly action: Action;
  readonly position: number;
}

/** Action ids must differ within a message, so each ends in its position. */
export function actions(list: readonly PlacedAction[]): Block {
  return {
    type: "actions",
    elements: list.map(({ action, position }) => {
      const action_id = `${action.id}:${position}`;
      if (!action.choices) return button(action, action_id);
      return {
        type: "static_select",
        action_id,
        placeholder: plainText(action.label, LIMITS.button),
        options: action.choices
          .slice(0, LIMITS.options)
          .map(({ label, value }) => ({ text: plainText(label, LIMITS.option), value })),
      };
    }),
  };
}

const FEEDBACK = "feedback";

/** Thumbs under a card. Both buttons have one id, so that each value begins with the action that it stands for. */
export function feedback({ value, good, bad }: NonNullable<Card["rating"]>): Block {
  const button = (action: string, label: string) => ({
    text: plainText(label, LIMITS.button),
    accessibility_label: toLabel(label, LIMITS.button),
    value: `${action}:${value}`,
  });
  return {
    type: "context_actions",
    elements: [
      {
        ...{ type: "feedback_buttons", action_id: `${FEEDBACK}:${value}` },
        ...{ positive_button: button("helpful", good), negative_button: button("rate", bad) },
      },
    ],
  };
}

/** What was pressed, as the core knows it; see `feedback` and `actions`. */
export function actionFrom(
  actionId: string,
  value: string,
): { readonly action: string; readonly value: string } {
  if (!actionId.startsWith(`${FEEDBACK}:`)) return { action: actionOf(actionId), value };
  const [, action = "", about = ""] = /^([a-z-]+):(.*)$/s.exec(value) ?? [];
  return { action, value: about };
}

/** The core's id for a pressed button; see `actions` and `carousel.ts`. */
function actionOf(actionId: string): string {
  return actionId.replace(/:\d+(-\d+)?$/, "");
}

export function button({ label, value, style }: Action, action_id: string) {
  return {
    type: "button" as const,
    action_id,
    text: plainText(label, LIMITS.button),
    value,
    ...(style && { style }),
  };
}

export function plainText(text: string, limit: number) {
  return { type: "plain_text" as const, text: toLabel(text, limit) || "-", emoji: false };
}
