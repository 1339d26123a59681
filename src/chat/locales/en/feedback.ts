/** The form in which people say what they think of a summary; see src/chat/form.ts for how long each may be. */
export const feedback = {
  title: "Rate this summary",
  titleOfPart: "Rate this part",
  question: "How is it?",
  verdicts: {
    good: "Good",
    "wrong-time": "Wrong time",
    "wrong-content": "Describes something else",
    "bad-still": "Bad still",
    missed: "Something is missing",
  },
  comment: "What should it say? (optional)",
  hint: "For example: at 2:10 she draws a chart",
  send: "Send",
  cancel: "Cancel",
  thanks: "Thanks for the feedback.",
  /** Where the form could not be shown in time. */
  noForm: "I couldn’t open the form in time. Try again.",
};
