import type { SlackWords } from "./slack-words.ts";

export const slackInEnglish: SlackWords = {
  asked: (person, call) => `${person} asked for ${call}`,
  needsLink: (call) =>
    `Put the address of a video after ${call}, or mention me in a message that has the video attached.`,
  inviteMe: "I am not a member of this channel: invite me first, then ask again.",
  channelNotAllowed: "I have been told not to work in this channel, so ask whoever runs me.",
  personNotAllowed: "I have been told not to take requests from you, so ask whoever runs me.",
  otherOrganisation: "This channel is shared with another organisation, where I have been told not to work.",
  closedToMe:
    "I cannot answer you in this channel: it is closed to me, or the thread is. Invite me again, or send me the video here.",
  filesFailed: (files) =>
    files === 1
      ? "One file that belongs here could not be uploaded."
      : `${files} files that belong here could not be uploaded.`,
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
