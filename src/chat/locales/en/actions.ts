export const actions = {
  /** Brings the cards of a summary that was shown in brief. */
  details: "Details",
  more: "More keyframes",
  /** Of a long video: opens a menu of its chapters. */
  moreOfChapter: "More of a chapter",
  /** For the summary as programs read it. */
  data: "Data (JSON)",
  transcript: "Transcript",
  /** Opens a menu of the segments; each is cut out as a video. */
  clip: "Clip",
  /** Opens a menu of the segments, and then a form; the second opens the form at once. */
  askOfPart: "Ask about a part",
  ask: "Ask",
  /** Opens a menu of kinds: meeting, lecture, … */
  as: "Watch as",
  stop: "Stop",
  retry: "Try again",
  helpful: "Helpful",
  /** Opens a menu of the segments, and then a form. */
  rate: "Rate a part",
  /** Under a segment, side by side. */
  good: "Good",
  notGood: "Not right",
  deleteMine: "Delete mine",
  /** Where a part of the summary is to be chosen. */
  allOfIt: "All of it",
};
