import { z } from "zod";
import { checkBlocks } from "../block-rules.ts";
import { cardsOf } from "../cards.ts";
import { SlackRefusal } from "../refusal.ts";
import { BOT, type FakeBlock, type FakeMessage, findMessage, type World } from "../world.ts";
import { blocks, flag, json, method, requireThread, timestamp, writableChannel } from "./method.ts";

const metadata = json(
  z.strictObject({
    event_type: z.string().min(1),
    event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
);

const wording = {
  token: z.string().optional(),
  team_id: z.string().optional(),
  channel: z.string().min(1),
  text: z.string().optional(),
  blocks: blocks.optional(),
  parse: z.enum(["none", "full"]).optional(),
  link_names: flag.optional(),
};

interface Wording {
  readonly text?: string | undefined;
  readonly blocks?: readonly FakeBlock[] | undefined;
  readonly link_names?: boolean | undefined;
}

/** What is wrong with a message's content, thrown as Slack does. */
function checkWording(world: World, { text, blocks: list = [], link_names }: Wording): void {
  if (!text && list.length === 0) throw new SlackRefusal("no_text");
  if (!text) world.violations.push("a message without a text for notifications");
  if ((text?.length ?? 0) > world.most.text) throw new SlackRefusal("msg_too_long");
  if (link_names) world.violations.push("link_names would notify people");
  const { error, messages } = checkBlocks(list, world);
  if (error) throw new SlackRefusal(error, { errors: messages, response_metadata: { messages } });
}

/** Pictures in blocks are now seen by more than the bot. */
function shareBlockFiles(world: World, message: FakeMessage): void {
  for (const block of message.blocks.flatMap(pictureHolders)) {
    const id = (block.slack_file as { id?: string } | undefined)?.id;
    const file = id === undefined ? undefined : world.files.get(id);
    file?.shares.push({ channel: message.channel, ts: message.ts });
  }
}

/** The block itself, and the pictures of its cards. */
function pictureHolders(block: FakeBlock): readonly FakeBlock[] {
  return [block, ...cardsOf(block).flatMap(({ hero_image }) => hero_image ?? [])];
}

/** A person's id stands for their direct messages with the bot. */
function directOf(world: World, id: string): string {
  return world.users.has(id) ? `D${id.slice(1)}` : id;
}

const postMessage = method({
  scopes: ["chat:write"],
  args: z.strictObject({
    ...wording,
    thread_ts: timestamp.optional(),
    metadata: metadata.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
  }),
  run({ channel: wanted, ...rest }, { world, rates, announce }) {
    const args = { ...rest, channel: directOf(world, wanted) };
    writableChannel(world, args.channel);
    if (args.thread_ts) requireThread(world, args.channel, args.thread_ts);
    checkWording(world, args);
    if (args.unfurl_links !== false || args.unfurl_media !== false)
      world.violations.push("a message whose links Slack would fetch");
    rates.posted(args.channel);
    const message: FakeMessage = {
      channel: args.channel,
      ts: world.nextTs(),
      user: BOT.user,
      bot_id: BOT.bot,
      text: args.text ?? "",
      blocks: args.blocks ?? [],
      files: [],
      isDeleted: false,
      ...(args.thread_ts && { thread_ts: args.thread_ts }),
      ...(args.metadata && { metadata: args.metadata }),
    };
    world.messages.push(message);
    shareBlockFiles(world, message);
    const { channel, ts, user, bot_id, text, thread_ts } = message;
    announce({ type: "message", channel, ts, user, bot_id, text, ...(thread_ts && { thread_ts }) });
    return { channel, ts, message: { text, user, bot_id } };
  },
});

const update = method({
  scopes: ["chat:write"],
  args: z.strictObject({ ...wording, ts: timestamp }),
  run(args, { world, rates }) {
    writableChannel(world, args.channel);
    const message = findMessage(world, args.channel, args.ts);
    if (!message || message.isDeleted) throw new SlackRefusal("message_not_found");
    if (message.user !== BOT.user) throw new SlackRefusal("cant_update_message");
    checkWording(world, args);
    rates.edited(args.channel, args.ts);
    message.text = args.text ?? message.text;
    message.blocks = args.blocks ?? [];
    shareBlockFiles(world, message);
    return { channel: args.channel, ts: args.ts, text: message.text };
  },
});

const remove = method({
  scopes: ["chat:write"],
  args: z.strictObject({ token: z.string().optional(), channel: z.string().min(1), ts: timestamp }),
  run(args, { world, announce }) {
    const message = findMessage(world, args.channel, args.ts);
    if (!message || message.isDeleted) throw new SlackRefusal("message_not_found");
    if (message.user !== BOT.user) throw new SlackRefusal("cant_delete_message");
    message.isDeleted = true;
    const { channel, ts, user, bot_id, text, thread_ts } = message;
    const previous = { type: "message", user, bot_id, text, ts, ...(thread_ts && { thread_ts }) };
    announce({
      type: "message",
      subtype: "message_deleted",
      channel,
      ts: world.nextTs(),
      deleted_ts: ts,
      hidden: true,
      previous_message: previous,
    });
    return { channel, ts };
  },
});

const getPermalink = method({
  scopes: [],
  args: z.strictObject({ token: z.string().optional(), channel: z.string().min(1), message_ts: timestamp }),
  run({ channel, message_ts }, { world }) {
    const message = findMessage(world, channel, message_ts);
    if (!message || message.isDeleted) throw new SlackRefusal("message_not_found");
    const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel}` : "";
    const permalink = `https://team.slack.com/archives/${channel}/p${message_ts.replace(".", "")}${thread}`;
    return { channel, permalink };
  },
});

const postEphemeral = method({
  scopes: ["chat:write"],
  args: z.strictObject({ ...wording, user: z.string().min(1), thread_ts: timestamp.optional() }),
  run(args, { world }) {
    writableChannel(world, args.channel);
    if (!world.users.has(args.user)) throw new SlackRefusal("user_not_in_channel");
    checkWording(world, args);
    world.whispers.push({ user: args.user, text: args.text ?? "", blocks: args.blocks ?? [] });
    return { message_ts: world.nextTs() };
  },
});

export const chatMethods = {
  "chat.postMessage": postMessage,
  "chat.update": update,
  "chat.delete": remove,
  "chat.postEphemeral": postEphemeral,
  "chat.getPermalink": getPermalink,
};
