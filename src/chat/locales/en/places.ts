import { spanOf } from "./platforms.ts";

interface Kept {
  /** Where records lie. */
  readonly store: "file" | "redis" | "postgres";
  readonly summaryHours: number;
  readonly videoMinutes: number;
  readonly feedbackDays: number;
  readonly keepsFeedbackPictures: boolean;
  /** What the place allows; undefined where it has set nothing. */
  readonly keepDays: number | undefined;
  readonly keepVideo: boolean;
}

/** What the administrators of a place have set, and what is kept there. */
export const places = {
  names: {
    language: "Language",
    detail: "Detail",
    kind: "Kind of video",
    sound: "Sound",
    who: "Who may use me",
    "keep-video": "Keep the video for a closer look",
    "keep-days": "Kept for",
  },
  line: (name: string, value: string) => `${name}: ${value}`,
  /** Beside a value that the channel has not set itself. */
  fromServer: (value: string) => `${value} (set for the whole server)`,
  fromDefault: (value: string) => `${value} (default)`,
  /** Heading of the list, by what it is for. */
  heading: { channel: "Settings of this channel:", server: "Settings of the whole server:" },
  languageOfReader: "the language of the person who asks",
  soundValues: { on: "on", off: "off" },
  whoValues: { everyone: "everyone", admins: "admins only" },
  whoList: (ids: string) => `admins and these: ${ids}`,
  days: (days: number) => `${days === 1 ? "one day" : `${days} days`} after its last use`,
  span: (hours: number) => `${spanOf(hours * 60)} after its last use`,
  /** Under the list, for a person who may change it. */
  howToChange:
    "To change them, use the options of /cuepoint settings or write, for example: settings language de, sound off, keep 30. To reset one, write: settings language default.",
  changedBy: "Admins can change them.",
  changed: "Saved. From now on, this applies to new requests.",
  adminsOnly: "Only an admin of this channel can change its settings.",
  serverAdminsOnly: "Only an admin of the whole server can change its settings.",
  notInDirect: "This can only be set in a channel that I am a member of, not in a direct message.",
  /** Under the status of jobs; `list` as "Language: de, Sound: off". */
  inForce: (list: string) => `Settings here: ${list}`,
  privacy: {
    what: "What I keep: the videos you give me, their frames, summaries and what is said in them, the questions and answers in the threads, and the ids of those who asked.",
    where: ({ store }: Kept) =>
      ({
        file: "Where: in a folder on the machine that I run on.",
        redis:
          "Where: in a Redis database of my operator. The videos themselves lie in a folder on the machine that I run on.",
        postgres:
          "Where: in a PostgreSQL database of my operator. The videos themselves lie in a folder on the machine that I run on.",
      })[store],
    until({ summaryHours, videoMinutes, keepDays, keepVideo }: Kept) {
      const isSet = keepDays !== undefined && keepDays * 24 < summaryHours;
      const videos = keepVideo
        ? `I delete the videos themselves ${spanOf(videoMinutes)} after their last use.`
        : "I delete the videos themselves when their summary is done.";
      return isSet
        ? `Until when: an admin has set ${spanOf(keepDays * 1440)} after the last use here. ${videos}`
        : `Until when: up to ${spanOf(summaryHours * 60)} after the last use. ${videos}`;
    },
    records: ({ feedbackDays, keepsFeedbackPictures }: Kept) =>
      `Notes on finished jobs stay for up to a week. What you say of a summary stays for up to ${spanOf(feedbackDays * 1440)}, with the texts that it is about${keepsFeedbackPictures ? " and the frames that the model saw" : ""} and without your name.`,
    model:
      "Who sees it: frames and questions go to the model server that my operator has chosen, and nowhere else. Only this server, workspace or direct message gets to see the answers.",
    /** The same where pictures and words get vectors. */
    modelAndVectors:
      "Who sees it: frames, questions and searches go to the model server and the embedding server that my operator has chosen, and nowhere else. Only this server, workspace or direct message gets to see the answers.",
    /** What becomes of the sound. */
    sound: {
      off: "What is said is not used here.",
      server: "Sound goes to my operator’s speech server where there is one, and nowhere else.",
      captions: "Sound goes nowhere. I only read captions that come with a video.",
    },
    forget:
      "To delete: write forget in a thread, or delete the message you asked with. “Delete mine” deletes everything you brought to this server, workspace or direct message: your videos with their threads’ contents, your questions, your verdicts and your finished jobs.",
    deleted: (videos: number) =>
      videos === 0
        ? "Deleted. I had none of your videos, and I deleted your questions, verdicts and finished jobs."
        : `Deleted: ${videos === 1 ? "one video" : `${videos} videos`} of yours with all that I kept about ${videos === 1 ? "it" : "them"}, and your questions, verdicts and finished jobs. What another thread here also uses stays for that thread.`,
    nothing: "I have nothing of yours here.",
  },
  /** Said once in a place that the bot was added to, a line each. */
  welcome: {
    does: "Hello! Give me a video, and I’ll post in a thread what happens when, with a still of each moment. Then ask me about it there.",
    ask: {
      slack:
        "How to ask: mention me in a message that has a video attached or a link to one, or type /summarize and a link.",
      discord:
        "How to ask: type /summarize with a video or a link, or right-click a message with a video (on a phone: hold it) and choose Apps > Summarize video.",
    },
    /** `videoMinutes` is null where the video itself goes when its summary is done. */
    keeps: (hours: number, videoMinutes: number | null) =>
      `What I keep: what I learn from a video for up to ${spanOf(hours * 60)} after its last use, and the video itself ${videoMinutes === null ? "until its summary is done" : `for ${spanOf(videoMinutes)}`}.`,
    more: "What that is, who sees it and how to delete it: /cuepoint privacy. How I work here: /cuepoint settings.",
  },
};

/** Settings as people write them, and what they may be. */
export const settingWords = {
  /** One word for each setting, and for the place that it is for: "settings language de, sound off". */
  setting: {
    language: ["language"],
    detail: ["detail"],
    kind: ["kind"],
    sound: ["sound"],
    who: ["who", "access"],
    "keep-video": ["video"],
    "keep-days": ["keep", "days"],
    scope: ["scope", "for"],
  },
  /** What a setting may be, beside what is the same in all languages. */
  settingValue: {
    on: ["on"],
    off: ["off"],
    everyone: ["everyone", "all"],
    admins: ["admins", "admin"],
    channel: ["channel"],
    server: ["server", "workspace"],
    default: ["default", "reset"],
  },
};
