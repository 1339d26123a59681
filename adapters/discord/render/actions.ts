import {
  type APIButtonComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Action } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import {
  BUTTON_LABEL_LENGTH,
  BUTTONS_PER_ROW,
  CHOICE_LABEL_LENGTH,
  CHOICES_PER_MENU,
  ROWS_PER_MESSAGE,
} from "../limits.ts";
import { unmarked } from "./escape.ts";
import type { Row } from "./part.ts";

/** Marks our components among those of a message. */
const PREFIX = "cue";

/** At most 4 + 20 + 1 + 60 of the 100 characters that Discord keeps. */
export function encodeAction({ id, value }: Pick<Action, "id" | "value">): string {
  return `${PREFIX}:${id}:${value}`;
}

export function decodeAction(customId: string): { readonly id: string; readonly value: string } | null {
  const match = /^cue:([a-z-]{1,20}):(.*)$/s.exec(customId);
  return match ? { id: match[1] ?? "", value: match[2] ?? "" } : null;
}

/** Buttons side by side in the order given, each menu in a row of its own as Discord wants it. */
export function drawActions(actions: readonly Action[] = []): readonly Row[] {
  const buttons = actions.filter(({ choices }) => !choices);
  const rows: Row[] = [];
  for (let start = 0; start < buttons.length; start += BUTTONS_PER_ROW) {
    rows.push(row(buttons.slice(start, start + BUTTONS_PER_ROW).map(button)));
  }
  rows.push(...actions.filter(({ choices }) => choices).map((action) => row([menu(action)])));
  return rows.slice(0, ROWS_PER_MESSAGE);
}

function row(components: (APIButtonComponent | APIStringSelectComponent)[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function button(action: Action): APIButtonComponent {
  const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;
  return {
    type: ComponentType.Button,
    style: action.style ? styles[action.style] : ButtonStyle.Secondary,
    label: shorten(unmarked(action.label), BUTTON_LABEL_LENGTH),
    custom_id: encodeAction(action),
  };
}

function menu(action: Action): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: encodeAction(action),
    placeholder: shorten(unmarked(action.label), BUTTON_LABEL_LENGTH),
    options: (action.choices ?? []).slice(0, CHOICES_PER_MENU).map(({ label, value }) => ({
      label: shorten(unmarked(label), CHOICE_LABEL_LENGTH),
      value,
    })),
  };
}
