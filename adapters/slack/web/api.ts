import type { types, webApi } from "@slack/bolt";
import type { OutgoingFile } from "../../../src/chat/message.ts";
import type { MessageRef } from "../../../src/chat/thread.ts";
import { UPLOAD_ALT } from "../limits.ts";
import type { Block } from "../render/blocks.ts";
import { toLabel } from "../render/mrkdwn.ts";
import type { Call } from "./call.ts";

export interface Location {
  readonly channel: string;
  /** Timestamp of the thread's first message. */
  readonly thread: string;
}

export function keyOf({ channel, thread }: Location): string {
  return `${channel}:${thread}`;
}

/** Direct messages have ids of their own kind. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

/** In a thread, or in the channel itself. */
type Whispering = Pick<Location, "channel"> & Partial<Location>;

export interface Wording {
  readonly blocks: readonly Block[];
  /** mrkdwn. */
  readonly text: string;
}

export type SlackFile = NonNullable<webApi.FilesInfoResponse["file"]>;
export type SlackReply = NonNullable<webApi.ConversationsRepliesResponse["messages"]>[number];
type SlackPerson = NonNullable<webApi.UsersInfoResponse["user"]>;

/** Names what the post is a part of, for finding it again. */
export interface PartTag {
  readonly key: string;
  readonly part: number;
}

export const PART_EVENT = "cuepoint_part";
/** Names a message by which the bot opened a thread for a command. */
export const ASKED_EVENT = "cuepoint_asked";

/** No previews, no links out of plain words, no mentions out of names. */
const PLAIN = { parse: "none", link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** A request that does no harm when it is made twice. */
const AGAIN = { isRepeatable: true };

/** Everything that is asked of Slack. Every member throws the library's own errors. */
export type SlackApi = ReturnType<typeof createApi>;

export function createApi(client: webApi.WebClient, call: Call) {
  return { ...talking(client, call), ...looking(client, call), ...files(client, call) };
}

interface Prompts {
  readonly title: string;
  /** At most four. */
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

type SessionStatus = "active" | "processing";

interface PostOptions {
  readonly channel: string;
  readonly thread_ts?: string;
  readonly metadata?: types.MessageMetadata;
}

/** Returns the message's timestamp. */
function posting({ chat }: webApi.WebClient, call: Call) {
  return async (options: PostOptions, { blocks, text }: Wording) => {
    const message = { ...options, text, blocks: [...blocks], ...PLAIN };
    const reply = await call("chat.postMessage", () => chat.postMessage(message));
    return String(reply.ts);
  };
}

function talking(client: webApi.WebClient, call: Call) {
  const { agents, assistant, chat, reactions, views } = client;
  const post = posting(client, call);
  return {
    async post({ channel, thread }: Location, wording: Wording, { key, part }: PartTag): Promise<string> {
      const metadata = { event_type: PART_EVENT, event_payload: { key, part } };
      return await post({ channel, thread_ts: thread, metadata }, wording);
    },

    /** A message in the channel itself. */
    async open(channel: string, wording: Wording): Promise<string> {
      return await post({ channel }, wording);
    },

    /** A message in the channel itself that opens a thread for a command. */
    async openAsked(channel: string, wording: Wording): Promise<string> {
      const metadata = { event_type: ASKED_EVENT, event_payload: { words: wording.text } };
      return await post({ channel, metadata }, wording);
    },

    async update(channel: string, ts: string, { blocks, text }: Wording): Promise<void> {
      const change = { channel, ts, text, blocks: [...blocks], parse: "none", link_names: false } as const;
      await call("chat.update", () => chat.update(change), AGAIN);
    },

    async remove(channel: string, ts: string): Promise<void> {
      await call("chat.delete", () => chat.delete({ channel, ts }), AGAIN);
    },

    /** An ephemeral notice for one person, gone with the next reload. Its timestamp names nothing that could be changed. */
    async whisper({ channel, thread }: Whispering, user: string, { blocks, text }: Wording): Promise<string> {
      const message = {
        channel,
        user,
        text,
        blocks: [...blocks],
        ...(thread && { thread_ts: thread }),
      } as const;
      const reply = await call("chat.postEphemeral", () =>
        chat.postEphemeral({ ...message, parse: "none", link_names: false }),
      );
      return String(reply.message_ts);
    },

    async react(channel: string, timestamp: string, name: string): Promise<void> {
      await call("reactions.add", () => reactions.add({ channel, timestamp, name }));
    },

    /** Only for an app that is declared an agent. What is shown stays for an hour unless it is changed. */
    async setSessionStatus({ channel, thread }: Location, status: SessionStatus): Promise<void> {
      const session = { channel_id: channel, thread_ts: thread, status };
      await call("agents.sessions.setStatus", () => agents.sessions.setStatus(session), AGAIN);
    },

    /** Only for an app that is declared an agent. With a thread the call would succeed and show nothing. */
    async suggestPrompts(channel_id: string, { title, prompts }: Prompts): Promise<void> {
      const suggestion = { channel_id, title, prompts: [...prompts] };
      await call(
        "assistant.threads.setSuggestedPrompts",
        () => assistant.threads.setSuggestedPrompts(suggestion),
        AGAIN,
      );
    },

    /** Has to come within three seconds of what was pressed, whose trigger this is; made twice, it is refused. */
    async openForm(trigger_id: string, view: types.ModalView): Promise<void> {
      await call("views.open", () => views.open({ trigger_id, view }));
    },

    async publishHome(user_id: string, blocks: readonly Block[]): Promise<void> {
      const view = { type: "home" as const, blocks: [...blocks] };
      await call("views.publish", () => views.publish({ user_id, view }), AGAIN);
    },
  };
}

function looking({ auth, chat, users, conversations }: webApi.WebClient, call: Call) {
  return {
    whoAmI: () => call("auth.test", () => auth.test(), AGAIN),

    async person(user: string): Promise<SlackPerson | undefined> {
      return (await call("users.info", () => users.info({ user, include_locale: true }), AGAIN)).user;
    },

    async permalink(channel: string, message_ts: string): Promise<string | null> {
      const ask = () => chat.getPermalink({ channel, message_ts });
      return (await call("chat.getPermalink", ask, AGAIN)).permalink ?? null;
    },

    /** One page of a thread, its first message always among it. */
    replies: (args: webApi.ConversationsRepliesArguments) =>
      call("conversations.replies", () => conversations.replies(args), AGAIN),
  };
}

function files(client: webApi.WebClient, call: Call) {
  return {
    async file(file: string): Promise<SlackFile | undefined> {
      return (await call("files.info", () => client.files.info({ file }), AGAIN)).file;
    },

    /** Ids in the order of the files. Only the bot can see them until a message shows them. */
    async upload(list: readonly OutgoingFile[]): Promise<readonly string[]> {
      const uploads = { file_uploads: list.map(asUpload) };
      return idsOf(await call("files.completeUploadExternal", () => client.filesUploadV2(uploads), AGAIN));
    },

    /** Ids in the order of the files, which stand in one message of the thread. */
    async share({ channel, thread }: Location, list: readonly OutgoingFile[]): Promise<readonly string[]> {
      const uploads = { channel_id: channel, thread_ts: thread, file_uploads: list.map(asUpload) };
      return idsOf(await call("files.completeUploadExternal", () => client.filesUploadV2(uploads)));
    },
  };
}

function asUpload({ name, data, alt }: OutgoingFile) {
  return { filename: name, file: data, title: name, ...(alt && { alt_text: toLabel(alt, UPLOAD_ALT) }) };
}

interface UploadReply {
  readonly files?: readonly { readonly files?: readonly { readonly id?: string }[] }[];
}

function idsOf(reply: UploadReply): readonly string[] {
  return (reply.files ?? []).flatMap(({ files = [] }) => files.map(({ id }) => String(id)));
}

const FILE = "file:";

/** Slack does not say which message a share of files became; the first file stands for it. */
export function fileRef(fileId: string): MessageRef {
  return FILE + fileId;
}

/** The message's timestamp. Throws TypeError for files, which cannot be edited. */
export function timestampOf(ref: MessageRef): string {
  if (ref.startsWith(FILE)) throw new TypeError("a message of files cannot be edited");
  return ref;
}
