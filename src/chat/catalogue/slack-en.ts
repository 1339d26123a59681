import type { SlackWords, UploadFault } from "./slack-words.ts";

const and = new Intl.ListFormat("en");

const BECAUSE: Readonly<Record<UploadFault, string>> = {
  "storage-full": "This workspace has no file storage left. Delete some files, then ask again.",
  "uploads-off": "File uploads are turned off in this workspace.",
  "type-blocked": "This workspace doesn’t allow files of this type.",
  "too-large": "This workspace doesn’t allow files that large.",
  "no-permission": "I need the permission files:write.",
  unreachable: "Slack’s file server didn’t respond. Ask again later.",
  refused: "Slack didn’t accept the upload.",
};

export const slackInEnglish: SlackWords = {
  asked: (person, call) => `${person} asked for ${call}`,
  needsLink: (call) =>
    `Put the address of a video after ${call}, or mention me in a message that has the video attached.`,
  inviteMe: "I am not a member of this channel: invite me first, then ask again.",
  channelNotAllowed: "I have been told not to work in this channel, so ask whoever runs me.",
  personNotAllowed: "I have been told not to take requests from you, so ask whoever runs me.",
  otherOrganisation: "This channel is shared with another organization. I’m not enabled in shared channels.",
  otherWorkspace: "You belong to another workspace. I only take requests from people of my own.",
  closedToMe:
    "I cannot answer you in this channel: it is closed to me, or the thread is. Invite me again, or send me the video here.",
  filesMissing: ({ names, pictures, why }) => {
    const counted = pictures === 1 ? ["One picture"] : [`${pictures} pictures`];
    const missing = and.format(pictures > 0 ? [...counted, ...names] : names);
    return `${missing} couldn’t be uploaded. ${BECAUSE[why]}`;
  },
  filesHere: "The files that belong to this summary.",
  home: {
    title: "Cuepoint watches videos for you",
    does: "Give me a video, and I answer in a thread: what happens when, with a still of each moment. Then ask me about it there.",
    howHeading: "How to ask",
    ways: [
      "Mention me in a message that has a video attached, or a link to one.",
      "Mention me in a reply under somebody’s video.",
      "Write /summarize and the link to a video.",
      "Send me a video in a direct message, and ask on: in the thread under it, or right below, where I take you to mean the newest video.",
    ],
    wordsHeading: "Words that work in the thread",
    words: {
      stop: "ends the work at once",
      status: "says how far it is",
      "frame 1:23": "shows the picture at that time",
      retry: "tries once more",
      forget: "deletes what I keep of this video",
      help: "says all this again",
    },
    keepsHeading: "What I keep",
    keeps: (days) =>
      days === null
        ? "I keep the summary, its stills and the questions asked in the thread until somebody asks me to forget them; the video itself is deleted as soon as I have looked at it."
        : `I keep the summary, its stills and the questions asked in the thread for ${days} days; the video itself is deleted as soon as I have looked at it.`,
    forget: "Delete the message you asked with, or write forget in the thread, and I delete it all at once.",
    leaves:
      "Pictures from the video and your question go to the model’s server that whoever runs me has chosen, and nowhere else.",
  },
};
