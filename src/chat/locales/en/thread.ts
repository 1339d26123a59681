import { splitSeconds } from "../sentences.ts";
import { typedClip } from "./clips.ts";
import { settingWords } from "./places.ts";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
export const minutesOf = (n: number) => (n <= 1 ? "a minute" : `${number.format(n)} minutes`);
export const hoursOf = (n: number) => (n <= 1 ? "an hour" : `${number.format(n)} hours`);
export const lengthOf = (length: number) => {
  const { hours, minutes, seconds } = splitSeconds(length);
  const counted = (n: number, one: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : `${one}s`}`]);
  return [...counted(hours, "hour"), ...counted(minutes, "minute"), ...counted(seconds, "second")].join(" ");
};

export const jobs = {
  /** A message had more links than are taken from one. */
  linksLeftOut: (leftOut: number, most: number) =>
    `I take ${most === 1 ? "one link" : `${most} links`} per message and left out ${leftOut === 1 ? "one more" : `${leftOut} more`}. Send ${leftOut === 1 ? "it" : "them"} in another message.`,
  /** To a request for a summary without a video. */
  noVideo: "Attach a video or send me a link to one, and I’ll summarize it.",
  /** A job that waits: its position, 1 for the next. */
  waiting: (id: string, position: number) =>
    position <= 1 ? `Job ${id} starts next.` : `Job ${id} is number ${position} in the queue.`,
  waitingWithEta: (id: string, position: number, minutes: number) =>
    position <= 1
      ? `Job ${id} starts next, in about ${minutesOf(minutes)}.`
      : `Job ${id} is number ${position} in the queue and starts in about ${minutesOf(minutes)}.`,
  /** What a running step's line becomes where it is known how long the rest takes. */
  withEta: (line: string, minutes: number) => `${line} (about ${minutesOf(minutes)} left)`,
  /** Small print under a job that is at work: the id to name it by. */
  named: (id: string) => `Job ${id}`,
  starting: "Starting",
  waitingForRoom: "Waiting for disk space",
  tryingAgain: "That didn’t work. Trying again shortly.",
  /** After this process was told to stop, or died. */
  takenUpAgain: "Starting again after an interruption",
  /** Under an answer of which some messages could not be posted. */
  restMissing: "The rest of this couldn’t be posted.",
  done: "Done.",
  /** Whole seconds, at least one, from the question to the answer. */
  doneIn: (seconds: number) => `Done in ${lengthOf(seconds)}.`,
  failed: "Failed.",
  stopped: "Stopped.",
  /** On the button. */
  stop: "Stop",
  retry: "Try again",
  /** Answers to status, cancel and retry. */
  none: "You have no videos in progress here.",
  unknown: (id: string) => `There is no job ${id} here.`,
  line: (id: string, command: string, state: string) => `${id} (${command}): ${state}`,
  nothingToStop: "You have nothing running here.",
  /** To the button of a job that is over. */
  alreadyEnded: "This one has already ended.",
  notYours: "Only the person who started this or an admin can do that.",
  stopping: (id: string) => `Stopping job ${id}.`,
  nothingToRetry: "You have nothing to retry here.",
  stillRunning: "This one is still running. Wait for it to finish, or stop it first.",
};

/** A part of a long video, counted from one; `range` as "20:00 – 30:10". */
interface PartPlace {
  readonly number: number;
  readonly range: string;
}

function listed(parts: readonly PartPlace[]): string {
  const names = parts.map(({ number, range }) => `${number} (${range})`);
  return new Intl.ListFormat("en").format(names);
}

export const questions = {
  /** The form in which people ask about a part; see src/chat/form.ts for how long each may be. */
  form: {
    title: "Ask about the video",
    titleOfPart: "Ask about this part",
    question: "Your question",
    hint: "For example: what does she draw at 2:10?",
    hintOfPart: "For example: what does she draw?",
    ask: "Ask",
  },
  /** A question about a part, with its time as "1:20 – 2:05". */
  atPart: (time: string, question: string) => `At ${time}: ${question}`,
  /** To a press on a button of an earlier summary. */
  ofAnotherVideo: "That belongs to another video. This thread is about a newer one now.",
  /** Instead of a guess. */
  notSeen: (coverage: string) => `I can’t see that in the frames I looked at. ${coverage}`,
  /** To a question about what is said. */
  notSaid: (coverage: string) =>
    `I can’t find that in what is said, or in the frames I looked at. ${coverage}`,
  /** The same where nothing was heard; `sound` is a sentence that says why. */
  notHeard: (sound: string) => `I don’t know what is said in this video. ${sound}`,
  /** Under an answer for which a part was decoded anew. */
  lookedAgain: (from: string, to: string) => `I took a closer look at ${from}–${to}.`,
  /** Under an answer about a long video: the parts whose frames were looked at. */
  lookedAtParts: (parts: readonly PartPlace[], of: number) =>
    parts.length === 1
      ? `I looked at part ${parts[0]?.number} of ${of} (${parts[0]?.range}).`
      : `I looked at parts ${listed(parts)} of ${of}.`,
  /** The same where its pictures were not looked at. */
  fromTexts: (parts: number) =>
    `This is from the descriptions of the video’s ${parts} parts. Name a time, a part or a chapter to have me look there.`,
  /** Instead of a guess, where the parts' descriptions do not tell. */
  beyondTexts:
    "The descriptions of the video’s parts don’t tell me that. Name a time, a part or a chapter, and I’ll look there.",
  unseenParts: (parts: readonly PartPlace[]) =>
    parts.length === 1
      ? `No model has described part ${listed(parts)}, so I don’t know what happens there.`
      : `No model has described parts ${listed(parts)}, so I don’t know what happens there.`,
  /** Of a long video that is being watched still, or whose watching ended early. */
  watchedOnly: (range: string) => `I haven’t watched all of this video. This is about ${range}.`,
  /** Of what the options --from and --to had left out. */
  watchedNow: (range: string) => `The summary left this out, so I watched ${range} now.`,
  originalGone:
    "I couldn’t take a closer look: I no longer have the original video and can’t download it again. This answer is based on the frames I looked at first.",
  /** The model's context held less of a closer look than was wanted. */
  shortages: {
    fewer: "The model’s context is small, so I used fewer frames of it.",
    smaller: "The model’s context is small, so I used fewer and smaller frames of it.",
    "no-room":
      "The model’s context has no room for a closer look. This answer is based on the frames I looked at first.",
  },
  conversationCut: "This is a long conversation, so I’ve forgotten the earliest questions.",
  /** No model has looked at this video yet. */
  noModelYet:
    "I can’t answer questions about this video because no model has looked at it. I can show any moment: frame 1:23",
  /** A model has looked at this video, and its reply could not be used. */
  replyUnusable:
    "The model looked at this video, but its reply could not be used, so I can’t answer questions about it. Summarize the video again to have it take another look. I can show any moment: frame 1:23",
  /** Alt text of a frame; `about` is the sentence that rests on it, or empty. */
  momentAlt: (time: string, about: string) =>
    about === "" ? `The frame at ${time}.` : `The frame at ${time}: ${about}`,
  /** What is known of a frame that was asked for by its time: the segment in which it lies. */
  momentOf: (theme: string) => `from the part “${theme}”.`,
  momentCaption: (time: string) => `At ${time}`,
  frameText: (time: string) => `The frame at ${time}`,
  /** Under a frame that was asked for by its time and cannot be decoded; `shown` is the time of the one that is there. */
  frameInstead: (wished: string, shown: string) =>
    `The frame at ${wished} can’t be read. This is the nearest earlier one, ${shown}.`,
  unknownThread: "I don’t have a video for this thread. Send me one first.",
  /** The same file was summarized before; `made` is a date and time. */
  madeBefore: (made: string) => `I’ve watched this video before. This summary is from ${made}.`,
  forgotten: "Forgotten. I deleted my copies of the video and its frames, the summary and this conversation.",
  /** The same, where another thread holds the video too. */
  forgottenHere:
    "Forgotten. This thread’s conversation is deleted. Another thread here also uses this video, so I keep my copies and the summary for it.",
  nothingToForget: "There is nothing here to forget.",
  /** How to ask, under the first summary of a thread. */
  invitation: "Ask me anything about this video, or see any moment of it: frame 1:23",
  help: `Send me a video or a link to one. I watch it and post its keyframes, with what happens at each.
Then ask about it in the same thread, or write:
frame 1:23 – shows the frame at that time
clip 1:20 2:05 – cuts that part out and posts it
transcript – posts what is said, as files
minutes – writes the minutes of a meeting
status – shows progress
stop – stops the job
forget – deletes my copies of the video and its frames, and this conversation
privacy – shows what I keep and until when, and deletes what is yours
settings – shows how I work in this channel
Mention me with find and a few words, and I look for them in the videos of this channel.
I know what is said where a video has captions or a speech server is connected. I keep frames and answers for a limited time, and use them only in this server, workspace or direct message.`,
};

export const find = {
  /** Above what was found; `moments` at least one. */
  found: (moments: number, videos: number) =>
    `${moments === 1 ? "One moment" : `${moments} moments`} in ${videos === 1 ? "one video" : `${videos} videos`}. To ask about one, mention me with its number: ask 1 what happens here?`,
  /** At a terminal, where there is no one to mention. */
  foundPlainly: (moments: number, videos: number) =>
    `${moments === 1 ? "One moment" : `${moments} moments`} in ${videos === 1 ? "one video" : `${videos} videos`}.`,
  /** `videos` were searched, at least one. */
  nothing: (videos: number) =>
    videos === 1
      ? "I found nothing like that in the one video I know here."
      : `I found nothing like that in the ${number.format(videos)} videos I know here.`,
  noVideos: "I don’t know any videos here yet. Send me one first.",
  said: (text: string) => `“${text}”`,
  /** A link to the thread in which the video is talked about. */
  thread: "Open its summary",
  /** `told` is what is said or seen there. */
  stillAlt: (title: string, time: string, told: string) => `A frame of “${title}” at ${time}: ${told}`,
};

/** What people type in a thread instead of a slash command. The words of each language work for every reader. */
export const typed = {
  cancel: ["stop", "cancel"],
  status: ["status"],
  retry: ["retry", "try again"],
  forget: ["forget", "forget it", "forget this", "forget everything"],
  details: ["details", "show details"],
  transcript: ["transcript", "captions", "subtitles"],
  clip: typedClip,
  help: ["help"],
  privacy: ["privacy"],
  deleteMine: ["delete mine", "delete my data", "delete my videos"],
  settings: ["settings"],
  ...settingWords,
  /** "as minutes", "watch this as a lecture"; "please write the minutes", which mean nothing else, also alone. */
  watchAs: {
    as: [
      "as",
      "as a",
      "watch as",
      "watch as a",
      "watch it as",
      "watch it as a",
      "watch this as",
      "watch this as a",
    ],
    kinds: {
      meeting: ["minutes", "meeting", "meeting minutes"],
      lecture: ["lecture", "lecture notes"],
      screen: ["screen recording", "steps"],
      camera: ["camera footage", "events"],
    },
    minutes: ["minutes", "meeting minutes", "minutes of the meeting", "minutes of this meeting"],
    before: ["please", "write", "make", "give me", "give us", "show me", "the"],
    after: ["please"],
  },
  /** Alone, where no video has come with it. */
  summarize: ["summarize", "summarize this", "summarize this video", "summarize a video"],
  find: ["find", "search", "search for", "look for"],
  ask: ["ask", "ask about"],
  /** The parts of "please show me the frame at 1:23 please", in this order. */
  frame: {
    before: ["please"],
    show: ["show", "show me", "frame"],
    article: ["the"],
    frame: ["frame", "picture", "moment", "still"],
    at: ["at"],
    from: ["from"],
    after: ["please"],
  },
};
