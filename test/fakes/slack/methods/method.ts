import { z } from "zod";
import type { Rates } from "../rates.ts";
import { SlackRefusal } from "../refusal.ts";
import {
  type FakeBlock,
  type FakeChannel,
  type FakeMessage,
  findMessage,
  TEAM,
  type World,
} from "../world.ts";

export interface MethodContext {
  readonly world: World;
  readonly rates: Rates;
  /** Where the stand-in itself is reached, without a slash at the end. */
  readonly base: string;
  readonly token: string;
  /** Tells the app what happened, as Slack does. */
  announce(event: Readonly<Record<string, unknown>>): void;
}

export interface FakeMethod {
  /** Any one of them will do; where the channel's kind decides, a function. */
  readonly scopes: readonly string[] | ((args: never, world: World) => readonly string[]);
  readonly args: z.ZodType;
  run(args: never, context: MethodContext): Readonly<Record<string, unknown>>;
}

/** Ties the type of the arguments to what is done with them. */
export function method<Args extends z.ZodType>(definition: {
  readonly scopes: readonly string[] | ((args: z.output<Args>, world: World) => readonly string[]);
  readonly args: Args;
  run(args: z.output<Args>, context: MethodContext): Readonly<Record<string, unknown>>;
}): FakeMethod {
  return definition;
}

/** Forms carry nothing but text. */
export const flag = z.enum(["true", "false", "1", "0"]).transform((text) => text === "true" || text === "1");
export const count = z.string().regex(/^\d+$/).transform(Number);
export const timestamp = z.string().regex(/^\d{10}\.\d{6}$/);

export function json<Inner extends z.ZodType>(inner: Inner) {
  return z
    .string()
    .transform((text, issues) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        issues.addIssue("not JSON");
        return z.NEVER;
      }
    })
    .pipe(inner);
}

export const blocks = json(z.array(z.looseObject({ type: z.string() }))) as z.ZodType<FakeBlock[]>;

/** Throws as Slack refuses a channel that is not there, or that the bot cannot write in. */
export function writableChannel(world: World, id: string): FakeChannel {
  const channel = world.channels.get(id);
  if (!channel) throw new SlackRefusal("channel_not_found");
  if (channel.isArchived) throw new SlackRefusal("is_archived");
  if (!channel.isMember) throw new SlackRefusal("not_in_channel");
  return channel;
}

export function requireThread(world: World, channel: string, thread: string): void {
  const root = world.messages.find((message) => message.channel === channel && message.ts === thread);
  if (!root || root.isDeleted) throw new SlackRefusal("thread_not_found");
  if (root.thread_ts !== undefined && root.thread_ts !== thread) {
    world.violations.push(`a reply's timestamp was used as a thread: ${thread}`);
  }
}

/** A message as the API gives it. */
export function asReply(world: World, message: FakeMessage, hasMetadata: boolean) {
  const { channel: _channel, isDeleted: _isDeleted, files, forwards = [], metadata, ...rest } = message;
  return {
    type: "message",
    ...rest,
    ...(files.length > 0 && { files: files.map((id) => describeFile(world, id)) }),
    ...(forwards.length > 0 && { attachments: forwards.map((id) => describeForward(world, id)) }),
    ...(hasMetadata && metadata !== undefined && { metadata }),
  };
}

/** What "Share message" makes of a message, told with the message that shows it. */
export function describeForward(world: World, id: string) {
  const [channel = "", ts = ""] = id.split(":");
  const message = findMessage(world, channel, ts);
  if (!message) throw new TypeError(`no message ${id}`);
  return {
    id: 1,
    ts,
    channel_id: channel,
    channel_team: TEAM,
    is_msg_unfurl: true,
    is_share: true,
    author_id: message.user,
    text: message.text,
    fallback: message.text,
    from_url: `https://team.slack.com/archives/${channel}/p${ts.replace(".", "")}`,
    files: message.files.map((file) => describeFile(world, file)),
  };
}

/** What is told of a file with its message. */
export function describeFile(world: World, id: string) {
  const file = world.files.get(id);
  if (!file) throw new TypeError(`no file ${id}`);
  if (file.mode === "tombstone") return { id, mode: "tombstone" };
  if (file.fileAccess === "check_file_info") return { id, mode: file.mode, file_access: "check_file_info" };
  return {
    id,
    name: file.name,
    title: file.title,
    mimetype: file.looksUntilReady > 0 ? "" : mimetypeOf(file.name),
    size: file.data?.byteLength ?? 0,
    mode: file.mode,
    user: file.user,
    is_external: file.mode === "external",
    file_access: file.fileAccess,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  mp4: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  jpg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  json: "text/plain",
  html: "text/html",
  txt: "text/plain",
};

export function mimetypeOf(name: string): string {
  return TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
