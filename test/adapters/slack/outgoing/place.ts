import { encodeThreadId } from "../../../../src/chat/thread-id.ts";
import { TEAM } from "../../../fakes/slack/world.ts";
import type { SlackApp } from "../slack-app.ts";

/** A thread to post in, opened by a person. */
export function place(app: SlackApp, channel = "C0GENERAL") {
  const { ts } = app.slack.people.say({ text: "a thread", channel });
  const id = encodeThreadId({ platform: "slack", tenant: TEAM, channel, thread: ts });
  return { thread: app.adapter.thread(id), id, channel, ts, read: () => app.slack.read(channel, ts) };
}

export const notice = (text: string) => ({ kind: "notice", text }) as const;
