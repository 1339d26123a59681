import type { DiscordWords } from "../discord-words.ts";

export const discordInEnglish: DiscordWords = {
  videoOption: "The video to watch",
  linkOption: "Or a link to the video",
  summarizeVideo: "Summarize video",
  unnamedVideo: "Video",
  lookingAt: (video) => `Watching ${video}`,
  answerInThread: (video) => `Watching ${video}. I’ll post the summary in this thread.`,
  mayNotOpenThread: (video, permissions) =>
    `Watching ${video}. I’ll post the summary here: to create a thread in this channel I need ${permissions}.`,
  threadsFull: (video) =>
    `Watching ${video}. I’ll post the summary here, because this server has reached its limit of active threads.`,
  noThread: (video) => `Watching ${video}. I’ll post the summary here, because I couldn’t create a thread.`,
  lockedElsewhere: (thread) =>
    `I can’t answer in ${thread} because it is locked. Unlock it and ask again, or ask here.`,
  filesLeftOut: (names, limitMegabytes) =>
    `Left out because files here are limited to ${limitMegabytes} MB: ${names}`,
  filesRefused: (names) => `Left out because Discord rejected the file as too large: ${names}`,
  filesForbidden: (names) => `Left out because I don’t have the “Attach Files” permission here: ${names}`,
  filesNotTaken: (names) => `Left out because Discord rejected the message with these files: ${names}`,
  restMissing: (permissions) =>
    permissions === ""
      ? "Part of this is missing because Discord rejected it."
      : `The rest is missing. To post it here I need: ${permissions}.`,
  permissionsMissing: (channel, permissions) =>
    `I can’t answer in ${channel} until I have these permissions there: ${permissions}.`,
  askByCommand: "I can’t read messages here. Ask about the video with /ask, or mention me.",
  cannotSeeOthersFiles:
    "I can’t see files in other people’s messages here. Right-click the message with the video (on a phone: hold it) and choose Apps > Summarize video.",
  noVideoGiven:
    "I don’t see a video here. Use the “video” or “link” option of /summarize, or right-click (on a phone: hold) a message with a video and choose Apps > Summarize video.",
  notAllowedHere: "You can’t use me here.",
  unknownCommand: "This command no longer exists. Reload Discord to see the current ones.",
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
