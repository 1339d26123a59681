import { parseThreadId } from "../../../src/chat/thread-id.ts";
import type { Saying } from "../../contracts/chat-harness.ts";
import type { Announcer } from "./announcer.ts";
import { type Invitation, joined } from "./joining.ts";
import { describeFile, describeForward } from "./methods/method.ts";
import { entered, pressed } from "./press.ts";
import {
  ADA,
  BOT,
  type FakeFile,
  type FakeMessage,
  type FakeUser,
  findMessage,
  type World,
} from "./world.ts";

export interface SlackSaying extends Saying {
  readonly user?: FakeUser;
  readonly channel?: string;
  /** Under this message, by its timestamp. */
  readonly under?: string;
  /** Shares this message, by its id, as "Share message" does. */
  readonly forwards?: string;
  readonly file?: Partial<Pick<FakeFile, "mode" | "fileAccess" | "url" | "captions">>;
}

interface Said {
  readonly id: string;
  readonly channel: string;
  readonly ts: string;
}

/** What people do in the workspace. Everything resolves once the app was told, but not once it has acknowledged. */
export interface SlackPeople {
  say(saying: SlackSaying): Said;
  redeliver(id: string): void;
  remove(id: string): void;
  /** A thread's first message is removed while its replies stay. */
  empty(channel: string, ts: string): void;
  /** `nth`: which of several buttons with one label. */
  press(channel: string, thread: string, label: string, user?: FakeUser, nth?: number): void;
  /** Fills in the form that was opened for the person, and sends it. */
  enter(choice: string, text?: string, user?: FakeUser): void;
  command(
    command: string,
    text: string,
    options?: { readonly user?: FakeUser; readonly channel?: string },
  ): void;
  /** Presses the Stop button that Slack shows while a thread’s status is "processing". */
  stop(channel: string, thread: string, user?: FakeUser): void;
  /** Opens the bot's home page, or the direct messages with it. */
  openHome(user?: FakeUser, tab?: "home" | "messages"): void;
  /** Adds the bot to a channel, or another person. */
  invite(channel: string, invitation?: Invitation): void;
  uninstall(): void;
}

export function createPeople(world: World, announcer: Announcer): SlackPeople {
  const events = new Map<string, readonly Readonly<Record<string, unknown>>[]>();

  const post = (saying: SlackSaying): { message: FakeMessage; user: FakeUser } => {
    const user = saying.user ?? ADA;
    const { channel, thread } = placeOf(saying);
    const ts = world.nextTs();
    const author = saying.as === "us" ? BOT.user : saying.as === "bot" ? "U0ROBOT" : user.id;
    const files = saying.attachment ? [addFile(world, saying, { channel, ts, thread, author })] : [];
    const message: FakeMessage = {
      channel,
      ts,
      user: author,
      text: written(saying),
      blocks: [],
      files,
      isDeleted: false,
      ...(thread && { thread_ts: thread }),
      ...(saying.forwards && { forwards: [saying.forwards] }),
      ...(saying.as === "us" && { bot_id: BOT.bot }),
      ...(saying.as === "bot" && { bot_id: "B0ROBOT" }),
    };
    world.messages.push(message);
    return { message, user };
  };

  return {
    say(saying) {
      const { message, user } = post(saying);
      const { channel, ts, thread_ts, text, files, forwards = [], bot_id } = message;
      const base = {
        channel,
        ts,
        text,
        user: message.user,
        event_ts: ts,
        user_team: user.team,
        ...(thread_ts && { thread_ts }),
        ...(bot_id && { bot_id }),
      };
      const described = files.map((id) => describeFile(world, id));
      const told = [
        // The mention's own event comes first and, as happens, without the files.
        ...(saying.mention ? [{ type: "app_mention", ...base }] : []),
        {
          type: "message",
          ...base,
          channel_type: announcer.channelType(channel),
          ...(forwards.length > 0 && { attachments: forwards.map((id) => describeForward(world, id)) }),
          ...(files.length > 0 && { subtype: "file_share", files: described }),
        },
        ...files.map((id) => ({
          type: "file_shared",
          file_id: id,
          user_id: message.user,
          channel_id: channel,
        })),
      ];
      const id = `${channel}:${ts}`;
      events.set(
        id,
        told.map((event) => announcer.announce(event)),
      );
      return { id, channel, ts };
    },
    redeliver(id) {
      for (const payload of events.get(id) ?? []) announcer.repeat(payload);
    },
    remove(id) {
      const [channel = "", ts = ""] = id.split(":");
      const message = findMessage(world, channel, ts);
      if (!message) throw new TypeError(`no message ${id}`);
      message.isDeleted = true;
      const { user, text, thread_ts } = message;
      announcer.announce({
        type: "message",
        subtype: "message_deleted",
        channel,
        channel_type: announcer.channelType(channel),
        ts: world.nextTs(),
        deleted_ts: ts,
        hidden: true,
        previous_message: { type: "message", user, text, ts, ...(thread_ts && { thread_ts }) },
      });
    },
    empty(channel, ts) {
      announcer.announce({
        type: "message",
        subtype: "message_changed",
        channel,
        channel_type: announcer.channelType(channel),
        ts: world.nextTs(),
        hidden: true,
        message: {
          type: "message",
          subtype: "tombstone",
          ts,
          thread_ts: ts,
          user: "USLACKBOT",
          hidden: true,
        },
      });
    },
    press(channel, thread, label, user = ADA, nth = 1) {
      announcer.interact(pressed(world, { channel, thread, label, user, nth }));
    },
    enter(choice, text = "", user = ADA) {
      announcer.interact(entered(world, { user, choice, text }));
    },
    command(command, text, { user = ADA, channel = "C0GENERAL" } = {}) {
      announcer.command({
        command,
        text,
        user_id: user.id,
        user_name: user.name,
        team_id: user.team,
        channel_id: channel,
        trigger_id: world.nextId("trigger"),
      });
    },
    stop(channel, thread, user = ADA) {
      const shown = world.sessions.findLast((one) => one.channel === channel && one.thread === thread);
      if (shown?.status !== "processing") throw new TypeError("Slack shows no Stop button there");
      // `AgentSessionStoppedEvent` of @slack/types, dist/events/agent.d.ts.
      announcer.announce({
        type: "agent_session_stopped",
        channel,
        user: user.id,
        thread_ts: thread,
        streaming_message_ts: [],
        event_ts: world.nextTs(),
      });
    },
    invite(channel, invitation = {}) {
      for (const event of joined(world, channel, invitation)) announcer.announce(event);
    },
    openHome(user = ADA, tab = "home") {
      const channel = `D${user.id.slice(1)}`;
      announcer.announce({ type: "app_home_opened", user: user.id, channel, tab });
    },
    uninstall() {
      announcer.announce({ type: "tokens_revoked", tokens: { bot: [BOT.user] } });
      announcer.announce({ type: "app_uninstalled" });
    },
  };
}

function placeOf(saying: SlackSaying): { channel: string; thread: string | undefined } {
  if (saying.thread) {
    const { channel, thread } = parseThreadId(saying.thread);
    return { channel, thread };
  }
  return { channel: saying.channel ?? (saying.direct ? "D0ADA" : "C0GENERAL"), thread: saying.under };
}

/** As Slack passes on what was typed: entities, and addresses in angle brackets. */
function written({ text, mention }: SlackSaying): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const linked = escaped.replace(/https?:\/\/[^\s]+/g, (address) => `<${address}>`);
  return mention ? `<@${BOT.user}> ${linked}` : linked;
}

interface Owner {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | undefined;
  readonly author: string;
}

function addFile(world: World, { attachment, file }: SlackSaying, owner: Owner): string {
  if (!attachment) throw new TypeError("no attachment");
  const { channel, ts, thread, author } = owner;
  const id = world.nextId("F");
  world.files.set(id, {
    id,
    name: attachment.name,
    user: author,
    title: attachment.name,
    alt: "",
    data: attachment.data,
    length: attachment.data.byteLength,
    isComplete: true,
    looksUntilReady: 0,
    mode: "hosted",
    fileAccess: "visible",
    shares: [{ channel, ts, ...(thread && { thread_ts: thread }) }],
    ...file,
  });
  return id;
}
