import type { SlackWords, UploadFault } from "../slack-words.ts";

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

const UNITS = [
  [1440, "day"],
  [60, "hour"],
  [1, "minute"],
] as const;

/** In the largest unit of which it is a whole number. */
function spanOf(minutes: number): string {
  const [size, unit] = UNITS.find(([each]) => minutes % each === 0) ?? [1, "minute"];
  return minutes === size ? `one ${unit}` : `${minutes / size} ${unit}s`;
}

export const slackInEnglish: SlackWords = {
  asked: (person, call) => `${person} asked for ${call}`,
  needsLink: (call) =>
    `Add a link to a video after ${call}, or mention me in a message that has the video attached.`,
  inviteMe: "I’m not in this channel. Invite me, then ask again.",
  channelNotAllowed: "I’m not enabled in this channel. Ask your Slack admin.",
  personNotAllowed: "You don’t have access to me. Ask your Slack admin.",
  otherOrganisation: "This channel is shared with another organization. I’m not enabled in shared channels.",
  otherWorkspace: "You belong to another workspace. I only take requests from people of my own.",
  closedToMe: "I can’t post in that channel or thread any more. Invite me again, or send me the video here.",
  filesMissing: ({ names, pictures, why }) => {
    const counted = pictures === 1 ? ["One picture"] : [`${pictures} pictures`];
    const missing = and.format(pictures > 0 ? [...counted, ...names] : names);
    return `${missing} couldn’t be uploaded. ${BECAUSE[why]}`;
  },
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
    words: [
      ["stop", "stops the job"],
      ["status", "shows progress"],
      ["frame 1:23", "shows the frame at that time"],
      ["retry", "tries again"],
      ["forget", "deletes what I keep about this video"],
      ["help", "shows this again"],
    ],
    keepsHeading: "What I keep",
    keeps: (times) =>
      times === null
        ? "I keep the video, the summary, its stills and the questions asked in the thread until someone asks me to forget them."
        : `After their last use I keep the summary, its stills and the questions asked in the thread for up to ${spanOf(times.summaryHours * 60)}, and the video itself for up to ${spanOf(times.videoMinutes)}.`,
    forget:
      "Delete the message you asked with, or type forget in the thread, and I delete all of it right away, except what another thread here also uses.",
    leaves:
      "Frames from the video and your questions go to the model server your admin has chosen, and nowhere else.",
  },
};
