export const clips = {
  /** Under which a clip is posted; `range` as "1:20 – 2:05", the theme empty where nothing is known of what it shows. */
  clip: (range: string, theme: string) => (theme === "" ? `Clip ${range}` : `Clip ${range}: ${theme}`),
  noSound: "This clip has no sound.",
  /** Because of what a file may weigh in this place. */
  madeSmaller: (width: number, height: number) =>
    `I reduced it to ${width} × ${height} pixels to make it small enough for this place.`,
  /**
   * The question to the model behind "send me the part where she shows the chart". Whether it is about what is said, the person's
   * own words tell.
   */
  when: (what: string) => `When in the video is this: ${what}?`,
  /** Of all chapters or segments. */
  leftOut: (count: number) =>
    count === 1
      ? "One clip is not here because it is too long or too large for this place. Ask for a part of it: clip 1:20 2:05"
      : `${count} clips are not here because they are too long, too large or too many for this place. Ask for a part: clip 1:20 2:05`,
};

const ASKING = ["send me", "send us", "give me", "get me", "clip", "cut", "cut out", "clip out"];
const PARTS = [
  "the part",
  "the bit",
  "the moment",
  "the scene",
  "the section",
  "the clip",
  "a clip of the part",
];
const JOINS = ["where", "when", "in which", "that shows", "with", "about"];

/** What people type to get a clip. */
export const typedClip = {
  clip: ["clip", "cut", "cut out"],
  from: ["from"],
  to: ["to", "until", "till", "and"],
  /** Whole requests; “…” stands for what is to be seen or heard in the clip. */
  requests: [
    ...ASKING.flatMap((ask) => PARTS.flatMap((part) => JOINS.map((join) => `${ask} ${part} ${join} …`))),
    ...["clip where …", "clip when …", "a clip where …", "a clip of …", "a clip with …"].flatMap((rest) =>
      ["send me", "give me", "get me"].map((ask) => `${ask} ${rest}`),
    ),
  ],
  before: ["please", "can you", "could you", "can you please", "could you please"],
  after: ["please"],
};
