const percent = (share: number) => `${Math.round(share * 100)}%`;
const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** Shares from 0 to 1, and counts a minute; `speech` is null where nothing tells. */
interface Measured {
  readonly speech: number | null;
  readonly still: number;
  readonly written: number;
  readonly cuts: number;
}

const measures = ({ speech, still, written, cuts }: Measured) =>
  [
    ...(speech === null ? [] : [`people speak for ${percent(speech)} of it`]),
    `the picture stands still for ${percent(still)} of it`,
    `text changes ${decimal.format(written)} times a minute`,
    `there are ${decimal.format(cuts)} cuts a minute`,
  ].join(", ");

const dueOn = (due: string) => `due ${due}`;

interface Line {
  readonly when: string;
  readonly text: string;
  readonly read?: string;
  readonly who?: string;
  readonly due?: string;
}

type Side = "left" | "middle" | "right";

const sides = { left: "on the left", middle: "in the middle", right: "on the right" };

/** What a video is watched for, and what that finds. */
export const kinds = {
  /** Where a menu shows them. */
  names: {
    auto: "Automatic",
    general: "General",
    meeting: "Meeting",
    lecture: "Lecture",
    screen: "Screen recording",
    camera: "Camera footage",
  },
  /** Under a summary: no one named a kind, and it was measured. */
  chosen: {
    meeting: (measured: Measured) =>
      `I took this for a meeting: ${measures(measured)}. Choose another with the option “for”.`,
    lecture: (measured: Measured) =>
      `I took this for a lecture: ${measures(measured)}. Choose another with the option “for”.`,
    screen: (measured: Measured) =>
      `I took this for a screen recording: ${measures(measured)}. Choose another with the option “for”.`,
    camera: (measured: Measured) =>
      `I took this for camera footage: ${measures(measured)}. Choose another with the option “for”.`,
  },
  /** Above the lists of what a kind found. */
  titles: {
    meeting: "Minutes",
    lecture: "Lecture notes",
    screen: "On the screen",
    camera: "Events",
  },
  lists: {
    topic: "Topics",
    decision: "Decisions",
    task: "Action items",
    "open-question": "Open questions",
    slide: "Slides",
    term: "Key terms",
    step: "Steps",
    error: "Errors",
    event: "What moved",
    quiet: "Quiet stretches",
  },
  /** Where a kind found nothing of its own. */
  nothing: {
    meeting: "No decisions were made that I could hear or read, and no action items.",
    lecture: "I saw no slides and heard no terms explained.",
    screen: "I saw no steps that I could name.",
    camera: "Nothing moved that I could see.",
  },
  /** No model answered, or not about all of it. */
  unfinished: "I couldn’t look for this everywhere, because no model gave a usable reply. Try again later.",
  /** One line of a list; `when` is a time or a range, `read` stands on the screen. */
  line: ({ when, text, read, who, due }: Line) => {
    const duty = [...(who ? [who] : []), ...(due ? [dueOn(due)] : [])].join(", ");
    return `${when} ${text}${read ? ` “${read}”` : ""}${duty ? ` (${duty})` : ""}`;
  },
  /** A day or time as it was said. */
  due: dueOn,
  /** Where in the picture something moved, where no model has said what it was. */
  moved: {
    left: "Movement on the left.",
    middle: "Movement in the middle.",
    right: "Movement on the right.",
  },
  movedOn: (first: Side, last: Side) => `Movement, first ${sides[first]}, then ${sides[last]}.`,
  /** How long nothing moved in all. */
  quiet: ({ total, count, longest }: { total: string; count: number; longest: string }) =>
    count === 1 ? longest : `${total} in ${count} stretches, the longest ${longest}`,
  /** Under a summary: where the times of day come from. */
  clock: {
    named: (start: string) => `Times of day count from ${start}, as you said.`,
    recorded: (start: string) =>
      `Times of day are UTC and count from ${start}, which the file gives as its creation time. With the option “starts-at” you name another.`,
  },
  /** Names the strip in a report that shows how much moved. */
  activity: "How much moved over the length of the video",
  /** Of a list that is too long for a message. */
  more: (left: number) => `and ${left} more, in the report`,
};
