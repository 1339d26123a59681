import type { ActionWords, QuestionWords } from "../question-words.ts";

export const questionEnglish: QuestionWords = {
  notSeen: (coverage) => `I can’t see that in the frames I looked at. ${coverage}`,
  lookedAgain: (from, to) => `I took a closer look at ${from}–${to}.`,
  originalGone:
    "I couldn’t take a closer look: I no longer have the original video and can’t download it again. This answer is based on the frames I looked at first.",
  shortages: {
    fewer: "The model’s context is small, so I used fewer frames of it.",
    smaller: "The model’s context is small, so I used fewer and smaller frames of it.",
    "no-room":
      "The model’s context has no room for a closer look. This answer is based on the frames I looked at first.",
  },
  conversationCut: "This is a long conversation, so I’ve forgotten the earliest questions.",
  noModelYet:
    "I can’t answer questions about this video because no model has looked at it. I can show any moment: frame 1:23",
  replyUnusable:
    "The model looked at this video, but its reply could not be used, so I can’t answer questions about it. Summarize the video again to have it take another look. I can show any moment: frame 1:23",
  momentAlt: (time) => `The frame at ${time}.`,
  momentCaption: (time) => `At ${time}`,
  frameText: (time) => `The frame at ${time}`,
  frameInstead: (wished, shown) =>
    `The frame at ${wished} can’t be read. This is the nearest earlier one, ${shown}.`,
  unknownThread: "I don’t have a video for this thread. Send me one first.",
  madeBefore: (made) => `I’ve watched this video before. This summary is from ${made}.`,
  forgotten: "Forgotten. I deleted my copies of the video and its frames, the summary and this conversation.",
  forgottenHere:
    "Forgotten. This thread’s conversation is deleted. Another thread here also uses this video, so I keep my copies and the summary for it.",
  nothingToForget: "There is nothing here to forget.",
  thanks: "Thanks for the feedback.",
  invitation: "Ask me anything about this video, or see any moment of it: frame 1:23",
  help: `Send me a video or a link to one. I watch it and post its keyframes, with what happens at each.
Then ask about it in the same thread, or write:
frame 1:23 – shows the frame at that time
status – shows progress
stop – stops the job
forget – deletes my copies of the video and its frames, and this conversation
I can’t hear the audio. I keep frames and answers for a limited time, and use them only in this server, workspace or direct message.`,
};

export const actionsEnglish: ActionWords = {
  more: "More keyframes",
  data: "Data (JSON)",
  stop: "Stop",
  retry: "Try again",
  helpful: "Helpful",
  notHelpful: "Not helpful",
  allOfIt: "All of it",
};
