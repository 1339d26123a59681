import type { FakeUser, World } from "./world.ts";

interface Press {
  readonly channel: string;
  readonly thread: string;
  readonly label: string;
  readonly user: FakeUser;
}

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
}

/** What Slack sends when a person presses the button, or picks the choice, of that name. */
export function pressed(
  world: World,
  { channel, thread, label, user }: Press,
): Readonly<Record<string, unknown>> {
  const messages = world.messages.filter(
    (message) => message.channel === channel && (message.thread_ts === thread || message.ts === thread),
  );
  for (const message of messages.toReversed()) {
    const elements = message.blocks.flatMap((block) =>
      block.type === "actions" ? (block.elements as readonly Element[]) : [],
    );
    for (const element of elements) {
      const action = chosen(element, label);
      if (!action) continue;
      return {
        type: "block_actions",
        team: { id: user.team },
        user: { id: user.id, team_id: user.team },
        channel: { id: channel },
        trigger_id: world.nextId("trigger"),
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
  if (element.text?.text === label) return { type, action_id, value };
  const option = element.options?.find(({ text }) => text.text === label);
  return option && { type, action_id, selected_option: option };
}
