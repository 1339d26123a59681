import type { DiscordWords } from "./discord-words.ts";

export const discordInEnglish: DiscordWords = {
  videoOption: "The video to look at",
  linkOption: "Or a link to the video",
  summarizeVideo: "Summarize video",
  unnamedVideo: "Video",
  lookingAt: (video) => `Looking at ${video}`,
  answerInThread: (video) => `Looking at ${video}. The summary comes in the thread.`,
  mayNotOpenThread: (video, permissions) =>
    `Looking at ${video}. The summary comes here, because I may not open a thread in this channel without these permissions: ${permissions}.`,
  threadsFull: (video) =>
    `Looking at ${video}. The summary comes here, because this server has as many threads as it can hold.`,
  noThread: (video) => `Looking at ${video}. The summary comes here, because Discord refused a new thread.`,
  lockedElsewhere: (thread) =>
    `I could not answer in ${thread} because it is locked. Unlock it and ask again, or ask here.`,
  filesLeftOut: (names, limitMegabytes) =>
    `Left out because files may have at most ${limitMegabytes} MB here: ${names}`,
  filesRefused: (names) => `Left out because Discord did not take so large a file: ${names}`,
  filesForbidden: (names) => `Left out because I don’t have the “Attach Files” permission here: ${names}`,
  filesNotTaken: (names) => `Left out because Discord rejected the message with these files: ${names}`,
  restMissing: (permissions) =>
    permissions === ""
      ? "Part of this is missing because Discord rejected it."
      : `The rest is missing. To post it here I need: ${permissions}.`,
  permissionsMissing: (channel, permissions) =>
    `I cannot answer in ${channel} before somebody gives me these permissions there: ${permissions}.`,
  askByCommand: "I cannot read messages here, so ask about the video with /ask or by mentioning me.",
  cannotSeeOthersFiles:
    "I cannot see the files of other people’s messages here. Choose “Apps”, then “Summarize video” in the menu of the message with the video.",
  noVideoGiven:
    "I see no video here. Give me one with /summarize, as “video” or as “link”; or open the menu of a message with a video and choose “Apps”, then “Summarize video”.",
  notAllowedHere: "I am not available to you here.",
  unknownCommand: "I do not know this command any more. Reload Discord to see the ones that I know.",
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
