import { z } from "zod";
import { checkBlocks, modalSchema } from "../block-rules.ts";
import { manifest } from "../manifest.ts";
import { SlackRefusal } from "../refusal.ts";
import { BOT, type FakeChannel, findMessage, TEAM, type World } from "../world.ts";
import { asReply, count, flag, json, method, requireThread, timestamp, writableChannel } from "./method.ts";

const common = { token: z.string().optional(), team_id: z.string().optional() };

const test = method({
  scopes: [],
  args: z.strictObject(common),
  run: () => ({
    url: "https://team.slack.example/",
    team: "Team",
    team_id: TEAM,
    user_id: BOT.user,
    bot_id: BOT.bot,
  }),
});

const open = method({
  scopes: ["connections:write"],
  args: z.strictObject(common),
  run: (_args, { base, world }) => ({
    url: `${base.replace(/^http/, "ws")}/link?ticket=${world.nextId("t")}`,
  }),
});

const userInfo = method({
  scopes: ["users:read"],
  args: z.strictObject({ ...common, user: z.string(), include_locale: flag.optional() }),
  run({ user: id, include_locale }, { world }) {
    const user = world.users.get(id);
    if (!user) throw new SlackRefusal("user_not_found");
    const { name, locale, isAdmin = false, team } = user;
    return {
      user: {
        id,
        team_id: team,
        real_name: name,
        is_admin: isAdmin,
        profile: { display_name: name },
        ...(include_locale && { locale }),
      },
    };
  },
});

const react = method({
  scopes: ["reactions:write"],
  args: z.strictObject({ ...common, channel: z.string(), timestamp, name: z.string() }),
  run({ channel, timestamp: ts, name }, { world }) {
    const message = findMessage(world, channel, ts);
    if (!message || message.isDeleted) throw new SlackRefusal("message_not_found");
    const isThere = world.reactions.some(
      (one) => one.channel === channel && one.ts === ts && one.name === name,
    );
    if (isThere) throw new SlackRefusal("already_reacted");
    world.reactions.push({ channel, ts, name });
    return {};
  },
});

/**
 * Arguments: `AgentsSessionsSetStatusArguments` of @slack/web-api 8.2.0, dist/types/request/agents.d.ts. That only an app declared
 * an agent may, and the warning where nothing hears the Stop button: docs.slack.dev/ai/agent-sessions and
 * docs.slack.dev/reference/events/agent_session_stopped.
 */
const setStatus = method({
  scopes: ["chat:write"],
  args: z.strictObject({
    ...common,
    channel_id: z.string(),
    status: z.enum(["active", "processing", "suspended", "closed"]),
    thread_ts: timestamp,
    title: z.string().max(200).optional(),
    initiator_user_id: z.string().optional(),
  }),
  run({ channel_id, thread_ts, status }, { world, token }) {
    if (!world.isAgent || !world.tokens.get(token)?.has("assistant:write"))
      throw new SlackRefusal("not_authorized");
    writableChannel(world, channel_id);
    requireThread(world, channel_id, thread_ts);
    world.sessions.push({ channel: channel_id, thread: thread_ts, status });
    const isHeard = manifest.settings.event_subscriptions.bot_events.includes("agent_session_stopped");
    return {
      status,
      agent_status: status,
      ...(!isHeard && { warning: "missing_agent_session_stopped_event_subscription" }),
    };
  },
});

/**
 * Arguments: `AssistantThreadsSetSuggestedPromptsArguments` of @slack/web-api 8.2.0, dist/types/request/assistant.d.ts. At most four
 * prompts, and that an agent app's call "silently fails" with a thread: docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts.
 * The scope comes with the declaration as an agent: docs.slack.dev/ai/developing-agents.
 */
const setSuggestedPrompts = method({
  scopes: ["assistant:write"],
  args: z.strictObject({
    ...common,
    channel_id: z.string(),
    thread_ts: timestamp.optional(),
    title: z.string().optional(),
    prompts: json(z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4)),
  }),
  run({ channel_id, thread_ts, title = "", prompts }, { world }) {
    if (!world.isAgent) throw new SlackRefusal("missing_scope", { needed: "assistant:write" });
    if (!world.channels.has(channel_id)) throw new SlackRefusal("channel_not_found");
    if (thread_ts === undefined) world.suggested.set(channel_id, { title, prompts });
    return {};
  },
});

const HISTORY: Readonly<Record<FakeChannel["kind"], string>> = {
  public: "channels:history",
  private: "groups:history",
  im: "im:history",
  mpim: "mpim:history",
};

export function historyScope(world: World, channel: string): string {
  return HISTORY[world.channels.get(channel)?.kind ?? "public"];
}

const replies = method({
  scopes: ({ channel }, world) => [historyScope(world, channel)],
  args: z.strictObject({
    ...common,
    channel: z.string(),
    ts: timestamp,
    limit: count.optional(),
    cursor: z.string().optional(),
    oldest: timestamp.optional(),
    latest: timestamp.optional(),
    inclusive: flag.optional(),
    include_all_metadata: flag.optional(),
  }),
  run(args, { world }) {
    const { channel, ts, limit = 1000, cursor = "0", include_all_metadata = false } = args;
    const place = world.channels.get(channel);
    if (!place) throw new SlackRefusal("channel_not_found");
    if (!place.isMember) throw new SlackRefusal("not_in_channel");
    const root = findMessage(world, channel, ts);
    if (!root || root.isDeleted) throw new SlackRefusal("thread_not_found");
    const range = { oldest: args.oldest ?? "0", latest: args.latest ?? "9" };
    const further = world.messages.filter(
      (message) =>
        message.channel === channel &&
        message.thread_ts === ts &&
        message !== root &&
        !message.isDeleted &&
        isWithin(message.ts, range, args.inclusive ?? false),
    );
    const from = Number(cursor);
    const page = [root, ...further].slice(from, from + limit);
    const next = from + limit < further.length + 1 ? String(from + limit) : "";
    return {
      messages: page.map((message) => asReply(world, message, include_all_metadata)),
      has_more: next !== "",
      response_metadata: { next_cursor: next },
    };
  },
});

function isWithin(ts: string, range: { oldest: string; latest: string }, isInclusive: boolean): boolean {
  if (ts === range.oldest || ts === range.latest) return isInclusive;
  return ts > range.oldest && ts < range.latest;
}

const publish = method({
  scopes: [],
  args: z.strictObject({
    ...common,
    user_id: z.string(),
    view: json(
      z.strictObject({ type: z.literal("home"), blocks: z.array(z.looseObject({ type: z.string() })) }),
    ),
  }),
  run({ user_id, view }, { world }) {
    const { error, messages } = checkBlocks(view.blocks, world, 100);
    if (error) throw new SlackRefusal("invalid_arguments", { response_metadata: { messages } });
    world.homes.set(user_id, view.blocks);
    return { view: { id: "V1" } };
  },
});

/** https://docs.slack.dev/surfaces/modals: within three seconds of what the person did. */
const TRIGGER_LIFE = 3000;

const openForm = method({
  scopes: [],
  args: z.strictObject({ ...common, trigger_id: z.string(), view: json(modalSchema) }),
  run({ trigger_id, view }, { world }) {
    const trigger = world.triggers.get(trigger_id);
    if (!trigger) throw new SlackRefusal("exchanged_trigger_id");
    world.triggers.delete(trigger_id);
    if (world.clock.now() - trigger.at > TRIGGER_LIFE) throw new SlackRefusal("expired_trigger_id");
    const id = world.nextId("V");
    world.forms.push({ id, user: trigger.user, view });
    return { view: { id } };
  },
});

export const restMethods = {
  "agents.sessions.setStatus": setStatus,
  "assistant.threads.setSuggestedPrompts": setSuggestedPrompts,
  "auth.test": test,
  "apps.connections.open": open,
  "users.info": userInfo,
  "reactions.add": react,
  "conversations.replies": replies,
  "views.open": openForm,
  "views.publish": publish,
};
