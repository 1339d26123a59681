export const discord = {
  videoOption: "The video to watch",
  linkOption: "Or a link to the video",
  /** Entry of a message's "Apps" menu, at most 32 characters. */
  summarizeVideo: "Summarize video",
  /** The thread's name if Discord does not accept the video's. */
  unnamedVideo: "Video",
  lookingAt: (video: string) => `Watching ${video}`,
  answerInThread: (video: string) => `Watching ${video}. I’ll post the summary in this thread.`,
  /** The next three say why the answer comes here and not in a thread. */
  mayNotOpenThread: (video: string, permissions: string) =>
    `Watching ${video}. I’ll post the summary here: to create a thread in this channel I need ${permissions}.`,
  threadsFull: (video: string) =>
    `Watching ${video}. I’ll post the summary here, because this server has reached its limit of active threads.`,
  noThread: (video: string) =>
    `Watching ${video}. I’ll post the summary here, because I couldn’t create a thread.`,
  /** Said beside a locked thread; `thread` is a link to it. */
  lockedElsewhere: (thread: string) =>
    `I can’t answer in ${thread} because it is locked. Unlock it and ask again, or ask here.`,
  /** `names` of files, and the limit in megabytes. */
  filesLeftOut: (names: string, limitMegabytes: number) =>
    `Left out because files here are limited to ${limitMegabytes} MB: ${names}`,
  /** Discord took less than its own limit. */
  filesRefused: (names: string) => `Left out because Discord rejected the file as too large: ${names}`,
  /** The right to attach files is missing. */
  filesForbidden: (names: string) =>
    `Left out because I don’t have the “Attach Files” permission here: ${names}`,
  /** Discord, or a filter of the server, has something against them. */
  filesNotTaken: (names: string) =>
    `Left out because Discord rejected the message with these files: ${names}`,
  /** Under a first message whose further ones could not be posted; `permissions` may be empty. */
  restMissing: (permissions: string) =>
    permissions === ""
      ? "Part of this is missing because Discord rejected it."
      : `The rest is missing. To post it here I need: ${permissions}.`,
  permissionsMissing: (channel: string, permissions: string) =>
    `I can’t answer in ${channel} until I have these permissions there: ${permissions}.`,
  /** For a thread where the bot cannot read what people write. */
  askByCommand: "I can’t read messages here. Ask about the video with /ask, or mention me.",
  /** For a mention under a message whose files the bot may not see. */
  cannotSeeOthersFiles:
    "I can’t see files in other people’s messages here. Right-click the message with the video (on a phone: hold it) and choose Apps > Summarize video.",
  /** For a command that needs a video and came without one, or for a message that has none. */
  noVideoGiven:
    "I don’t see a video here. Use the “video” or “link” option of /summarize, or right-click (on a phone: hold) a message with a video and choose Apps > Summarize video.",
  /** For a person who may not use the bot here. */
  notAllowedHere: "You can’t use me here.",
  /** For a press on a button under the answer to another person, where the bot is a guest. */
  notYours: "Only the person who asked for this can use its buttons.",
  /** Under a summary where the bot is a guest. */
  askAsGuest: "Ask about this video with /ask. I don’t see messages here.",
  /** In place of a progress line, when Discord will soon take no more answers to a command. */
  goesOnDirectly:
    "This is taking longer than Discord lets me answer here. I’ll send you the rest as a direct message.",
  /** Before what comes as a direct message. */
  restDirectly: "Discord takes no more answers from me where you asked. Here is the rest.",
  unknownCommand: "This command no longer exists. Reload Discord to see the current ones.",
  /** As Discord's own settings name them in this language. */
  permissions: {
    ViewChannel: "View Channel",
    SendMessages: "Send Messages",
    SendMessagesInThreads: "Send Messages in Threads",
    CreatePublicThreads: "Create Public Threads",
    EmbedLinks: "Embed Links",
    AttachFiles: "Attach Files",
    ReadMessageHistory: "Read Message History",
  },
};

const and = new Intl.ListFormat("en");

const UNITS = [
  [1440, "day"],
  [60, "hour"],
  [1, "minute"],
] as const;

/** In the largest unit of which it is a whole number. */
export function spanOf(minutes: number): string {
  const [size, unit] = UNITS.find(([each]) => minutes % each === 0) ?? [1, "minute"];
  return minutes === size ? `one ${unit}` : `${minutes / size} ${unit}s`;
}

export const slack = {
  /** First message of a slash command's thread: the command itself is not a message. `call` as it was typed. */
  asked: (person: string, call: string) => `${person} asked for ${call}`,
  /** To the person alone, where a slash command names no video. */
  needsLink: (call: string) =>
    `Add a link to a video after ${call}, or mention me in a message that has the video attached.`,
  /** To the person alone, where a slash command takes longer than usual to show anything. */
  oneMoment: "One moment. I’m on it.",
  inviteMe: "I’m not in this channel. Invite me, then ask again.",
  channelNotAllowed: "I’m not enabled in this channel. Ask your Slack admin.",
  personNotAllowed: "You don’t have access to me. Ask your Slack admin.",
  otherOrganisation: "This channel is shared with another organization. I’m not enabled in shared channels.",
  /** To a person of another workspace, in any channel. */
  otherWorkspace: "You belong to another workspace. I only take requests from people of my own.",
  /** In a direct message to the person who asked in a thread that is now closed. The channel's name follows. */
  closedToMe: "I can’t post in that channel or thread any more. Invite me again, or send me the video here.",
  /** At the top of a direct message. What is pressed is sent as the person’s own message, so each message is one that the bot understands. */
  suggested: {
    title: "What would you like to do?",
    prompts: {
      summarize: { title: "Summarize this", message: "Summarize this" },
      find: { title: "Find a moment in a video", message: "Find …" },
      help: { title: "What can you do?", message: "Help" },
      privacy: { title: "What do you keep?", message: "Privacy" },
    },
  },
  /** Why Slack did not take a file. */
  uploadFaults: {
    "storage-full": "This workspace has no file storage left. Delete some files, then ask again.",
    "uploads-off": "File uploads are turned off in this workspace.",
    "type-blocked": "This workspace doesn’t allow files of this type.",
    "too-large": "This workspace doesn’t allow files that large.",
    "no-permission": "I need the permission files:write.",
    unreachable: "Slack’s file server didn’t respond. Ask again later.",
    refused: "Slack didn’t accept the upload.",
  },
  /** Stands in place of a message's files that Slack did not take. `pictures` are counted besides the named ones. */
  filesMissing: ({ names, pictures }: { names: readonly string[]; pictures: number }, because: string) => {
    const counted = pictures === 1 ? ["One picture"] : [`${pictures} pictures`];
    const missing = and.format(pictures > 0 ? [...counted, ...names] : names);
    return `${missing} couldn’t be uploaded. ${because}`;
  },
  /** Fallback text of a message that holds only pictures and files. */
  filesHere: "The files of this summary.",
  home: {
    title: "Cuepoint watches videos for you",
    does: "Give me a video, and I’ll post in a thread what happens when, with a still of each moment. Then ask me about it there.",
    howHeading: "How to ask",
    ways: [
      "Mention me in a message that has a video attached, or a link to one.",
      "Mention me in a reply to someone’s video.",
      "Type /summarize and a link to a video.",
      "Send me a video in a direct message, then keep asking: in its thread, or directly below, where I assume you mean the newest video.",
    ],
    wordsHeading: "Commands you can type in the thread",
    /** Commands to type in a thread, and what each does. */
    words: [
      ["stop", "stops the job"],
      ["status", "shows progress"],
      ["frame 1:23", "shows the frame at that time"],
      ["clip 1:20 2:05", "posts that part as a video"],
      ["retry", "tries again"],
      ["find whiteboard", "when you mention me: finds it in the videos of the channel"],
      ["forget", "deletes what I keep about this video"],
      ["privacy", "shows what I keep, and deletes what is yours"],
      ["settings", "shows how I work in this channel"],
      ["help", "shows this again"],
    ] satisfies [word: string, does: string][],
    keepsHeading: "What I keep",
    /** How long after its last use, or less where there is no room. Null: until someone asks to forget. */
    keeps: (times: { summaryHours: number; videoMinutes: number } | null) =>
      times === null
        ? "I keep the video, the summary, its stills and the questions asked in the thread until someone asks me to forget them."
        : `After their last use I keep the summary, its stills and the questions asked in the thread for up to ${spanOf(times.summaryHours * 60)}, and the video itself for up to ${spanOf(times.videoMinutes)}.`,
    forget:
      "Delete the message you asked with, or type forget in the thread, and I delete all of it right away, except what another thread here also uses.",
    leaves:
      "Frames from the video and your questions go to the model server your admin has chosen, and nowhere else.",
  },
};
