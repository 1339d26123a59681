import type { types } from "@slack/bolt";
import type { Action } from "../../../src/chat/message.ts";
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

export function image(fileId: string, alt: string, caption: string | undefined): Block {
  return {
    type: "image",
    slack_file: { id: fileId },
    // Slack refuses an empty one.
    alt_text: toLabel(alt, LIMITS.altText) || "-",
    ...(caption && {
      title: { type: "plain_text", text: toLabel(caption, LIMITS.imageTitle), emoji: false },
    }),
  };
}

/** Action ids must differ within a message, so each ends in its position. */
export function actions(list: readonly Action[]): Block {
  return {
    type: "actions",
    elements: list.map((action, position) => {
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

/** The core's id for a pressed button; see `actions`. */
export function actionOf(actionId: string): string {
  return actionId.replace(/:\d+$/, "");
}

function button({ label, value, style }: Action, action_id: string) {
  return {
    type: "button" as const,
    action_id,
    text: plainText(label, LIMITS.button),
    value,
    ...(style && { style }),
  };
}

function plainText(text: string, limit: number) {
  return { type: "plain_text" as const, text: toLabel(text, limit) || "-", emoji: false };
}
