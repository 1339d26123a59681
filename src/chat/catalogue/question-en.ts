import type { ActionWords, QuestionWords } from "./question-words.ts";

export const questionEnglish: QuestionWords = {
  notSeen: (coverage) => `I can't see that in the frames I looked at. ${coverage}`,
  lookedAgain: (from, to) => `I looked again, closer, from ${from} to ${to}.`,
  originalGone:
    "I could not look closer: the original video is no longer here and cannot be fetched again, so this comes from the frames of the first look.",
  conversationCut: "This conversation has become long; I no longer remember its oldest questions.",
  noModelYet:
    "No model has looked at this video, so I cannot answer questions about it; I can show any moment of it, for example with: frame 1:23",
  momentAlt: (time) => `The picture at ${time}.`,
  momentCaption: (time) => `At ${time}`,
  frameText: (time) => `The picture at ${time}`,
  unknownThread: "I know no video in this place; send me one first.",
  madeBefore: (made) => `I have watched this video before; this summary was made on ${made}.`,
  forgotten:
    "Forgotten: my copies of the video and its frames, the summary and this conversation are deleted.",
  nothingToForget: "There is nothing here to forget.",
  thanks: "Thank you, noted.",
  invitation: "Ask me anything about this video, or name a moment to see it: frame 1:23",
  help: `Send me a video or a link to one, and I watch it: you get its keyframes with what happens at each.
Then ask about it in the same place, or write:
frame 1:23 – shows that very moment
status – says how far I am
stop – stops what I am doing
forget – deletes my copies of the video and its frames, and this conversation
I hear no sound. I keep frames and answers for a limited time, and nobody else can see them.`,
};

export const actionsEnglish: ActionWords = {
  more: "More keyframes",
  report: "Report",
  stop: "Stop",
  retry: "Try again",
  helpful: "Helpful",
  notHelpful: "Not helpful",
  allOfIt: "All of it",
};
