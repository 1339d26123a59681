import { z } from "zod";
import { CAPTIONS_NAME } from "../file-host.ts";
import { SlackRefusal } from "../refusal.ts";
import { BOT, type FakeFile, type FakeMessage, type World } from "../world.ts";
import {
  count,
  describeFile,
  json,
  type MethodContext,
  method,
  requireThread,
  timestamp,
  writableChannel,
} from "./method.ts";

const info = method({
  scopes: ["files:read"],
  args: z.strictObject({ token: z.string().optional(), team_id: z.string().optional(), file: z.string() }),
  run({ file: id }, { world, base }) {
    const file = world.files.get(id);
    if (!file) throw new SlackRefusal("file_not_found");
    if (file.mode === "tombstone") throw new SlackRefusal("file_deleted");
    if (file.fileAccess === "access_denied") throw new SlackRefusal("access_denied");
    const described = { ...describeFile(world, id), ...asked(file) };
    if (file.looksUntilReady > 0) file.looksUntilReady -= 1;
    const address = file.url ?? `${base}/files-pri/T0TEAM-${id}/download/${encodeURIComponent(file.name)}`;
    return {
      file: {
        ...described,
        url_private: address,
        url_private_download: address,
        ...(file.captions && {
          transcription: { status: "complete", locale: "en-US" },
          vtt: file.captions.url ?? `${base}/files-pri/T0TEAM-${id}/${CAPTIONS_NAME}`,
        }),
        shares: sharesOf(world, file),
      },
    };
  },
});

/** Asked by itself, a file of another organisation tells what it is. */
function asked({ name, title, data }: FakeFile) {
  return { name, title, size: data?.byteLength ?? 0, file_access: "visible" };
}

function sharesOf(world: World, { shares }: FakeFile) {
  const grouped: Record<"public" | "private", Record<string, unknown[]>> = { public: {}, private: {} };
  for (const { channel, ts, thread_ts } of shares) {
    const kind = world.channels.get(channel)?.kind === "public" ? "public" : "private";
    grouped[kind][channel] ??= [];
    grouped[kind][channel]?.push({ ts, ...(thread_ts && { thread_ts }) });
  }
  return grouped;
}

const getUploadUrl = method({
  scopes: ["files:write"],
  args: z.strictObject({
    token: z.string().optional(),
    team_id: z.string().optional(),
    filename: z.string().min(1),
    length: count,
    alt_text: z.string().max(1000).optional(),
  }),
  run({ filename, length, alt_text = "" }, { world, base }) {
    const id = world.nextId("F");
    world.files.set(id, {
      id,
      name: filename,
      user: BOT.user,
      title: filename,
      alt: alt_text,
      data: null,
      length,
      isComplete: false,
      looksUntilReady: 1,
      mode: "hosted",
      fileAccess: "visible",
      shares: [],
    });
    return { upload_url: `${base}/upload/v1/${id}`, file_id: id };
  },
});

const completeUpload = method({
  scopes: ["files:write"],
  args: z.strictObject({
    token: z.string().optional(),
    team_id: z.string().optional(),
    files: json(z.array(z.looseObject({ id: z.string(), title: z.string().optional() })).min(1)),
    channel_id: z.string().optional(),
    thread_ts: timestamp.optional(),
    initial_comment: z.string().optional(),
  }),
  run(args, context) {
    const { world } = context;
    const files = args.files.map(({ id, title }) => {
      const file = world.files.get(id);
      if (!file) throw new SlackRefusal("file_not_found");
      if (!file.data) throw new SlackRefusal("file_upload_incomplete");
      if (file.isComplete) world.violations.push(`${id} was completed twice`);
      file.title = title ?? file.name;
      return file;
    });
    if (args.channel_id) share(context, files, { channel: args.channel_id, thread: args.thread_ts });
    for (const file of files) file.isComplete = true;
    return { files: files.map(({ id, title }) => ({ id, title })) };
  },
});

interface Target {
  readonly channel: string;
  readonly thread: string | undefined;
}

function share({ world, rates, announce }: MethodContext, files: readonly FakeFile[], target: Target): void {
  const { channel, thread } = target;
  writableChannel(world, channel);
  if (thread) requireThread(world, channel, thread);
  rates.posted(channel);
  const message: FakeMessage = {
    channel,
    ts: world.nextTs(),
    user: BOT.user,
    bot_id: BOT.bot,
    text: "",
    blocks: [],
    files: files.map(({ id }) => id),
    isDeleted: false,
    ...(thread && { thread_ts: thread }),
  };
  world.messages.push(message);
  for (const file of files) {
    file.shares.push({ channel, ts: message.ts, ...(thread && { thread_ts: thread }) });
    announce({ type: "file_shared", file_id: file.id, user_id: BOT.user, channel_id: channel });
  }
}

export const fileMethods = {
  "files.info": info,
  "files.getUploadURLExternal": getUploadUrl,
  "files.completeUploadExternal": completeUpload,
};
