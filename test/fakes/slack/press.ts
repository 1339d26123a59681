import { cardsOf } from "./cards.ts";
import type { FakeUser, World } from "./world.ts";

interface Press {
  readonly channel: string;
  readonly thread: string;
  readonly label: string;
  readonly user: FakeUser;
  /** Which of several with one label, from one. */
  readonly nth: number;
}

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
  readonly positive_button?: Pick<Element, "text" | "value">;
  readonly negative_button?: Pick<Element, "text" | "value">;
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
}

/** What Slack sends when a person presses the button, or picks the choice, of that name. */
export function pressed(
  world: World,
  { channel, thread, label, user, nth }: Press,
): Readonly<Record<string, unknown>> {
  const messages = world.messages.filter(
    (message) =>
      message.channel === channel &&
      !message.isDeleted &&
      (message.thread_ts === thread || message.ts === thread),
  );
  for (const message of messages.toReversed()) {
    const elements = message.blocks.flatMap((block): readonly Element[] =>
      block.type === "actions" || block.type === "context_actions"
        ? (block.elements as readonly Element[])
        : cardsOf(block).flatMap(({ actions = [] }) => actions),
    );
    const action = elements.flatMap((element) => chosen(element, label) ?? [])[nth - 1];
    if (action) {
      const trigger_id = world.nextId("trigger");
      world.triggers.set(trigger_id, { user: user.id, at: world.clock.now() });
      return {
        type: "block_actions",
        team: { id: user.team },
        user: { id: user.id, team_id: user.team },
        channel: { id: channel },
        trigger_id,
        container: { type: "message", message_ts: message.ts, channel_id: channel, thread_ts: thread },
        message: { ts: message.ts, thread_ts: message.thread_ts },
        actions: [{ ...action, action_ts: world.nextTs() }],
      };
    }
  }
  throw new TypeError(`no button “${label}” in ${channel}`);
}

function chosen(element: Element, label: string) {
  const { type, action_id, value } = element;
  const thumb = [element.positive_button, element.negative_button].find((one) => one?.text?.text === label);
  if (thumb) return { type, action_id, value: thumb.value };
  if (element.text?.text === label) return { type, action_id, value };
  const option = element.options?.find(({ text }) => text.text === label);
  return option && { type, action_id, selected_option: option };
}

/** What Slack sends when a person fills in the form that was opened last for them. */
export function entered(
  world: World,
  { user, choice, text }: { readonly user: FakeUser; readonly choice: string; readonly text: string },
): Readonly<Record<string, unknown>> {
  const form = world.forms.findLast((one) => one.user === user.id);
  if (!form) throw new TypeError(`no form is open for ${user.name}`);
  world.forms.splice(world.forms.indexOf(form), 1);
  const values = Object.fromEntries(
    form.view.blocks.map(({ block_id, element }) => {
      const { type, action_id } = element;
      if (type === "plain_text_input") return [block_id, { [action_id]: { type, value: text || null } }];
      const option = element.options.find((one) => one.text.text === choice);
      if (!option) throw new TypeError(`no choice “${choice}”`);
      return [block_id, { [action_id]: { type, selected_option: option } }];
    }),
  );
  const { callback_id = "", private_metadata = "" } = form.view;
  return {
    type: "view_submission",
    team: { id: user.team },
    user: { id: user.id, team_id: user.team },
    view: { id: form.id, type: "modal", callback_id, private_metadata, state: { values } },
  };
}
