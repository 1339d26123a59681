import { type JobErrorSentences, type JobWords, splitSeconds } from "../job-words.ts";
import { given } from "../sentences.ts";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const minutesOf = (n: number | string) =>
  Number(n) <= 1 ? "a minute" : `${number.format(Number(n))} minutes`;
const hoursOf = (n: number | string) => (Number(n) <= 1 ? "an hour" : `${number.format(Number(n))} hours`);
const lengthOf = (length: number) => {
  const { hours, minutes, seconds } = splitSeconds(length);
  const counted = (n: number, one: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : `${one}s`}`]);
  return [...counted(hours, "hour"), ...counted(minutes, "minute"), ...counted(seconds, "second")].join(" ");
};

export const jobsInEnglish: JobWords = {
  linksLeftOut: (leftOut, most) =>
    `I take ${most === 1 ? "one link" : `${most} links`} per message and left out ${leftOut === 1 ? "one more" : `${leftOut} more`}. Send ${leftOut === 1 ? "it" : "them"} in another message.`,
  waiting: (id, position) =>
    position <= 1 ? `Job ${id} starts next.` : `Job ${id} is number ${position} in the queue.`,
  waitingWithEta: (id, position, minutes) =>
    position <= 1
      ? `Job ${id} starts next, in about ${minutesOf(minutes)}.`
      : `Job ${id} is number ${position} in the queue and starts in about ${minutesOf(minutes)}.`,
  withEta: (line, minutes) => `${line} (about ${minutesOf(minutes)} left)`,
  named: (id) => `Job ${id}`,
  starting: "Starting",
  waitingForRoom: "Waiting for disk space",
  tryingAgain: "That didn’t work. Trying again shortly.",
  takenUpAgain: "Starting again after an interruption",
  restMissing: "The rest of this couldn’t be posted.",
  done: "Done.",
  doneIn: (seconds) => `Done in ${lengthOf(seconds)}.`,
  failed: "Failed.",
  stopped: "Stopped.",
  stop: "Stop",
  retry: "Try again",
  none: "You have no videos in progress here.",
  unknown: (id) => `There is no job ${id} here.`,
  line: (id, command, state) => `${id} (${command}): ${state}`,
  nothingToStop: "You have nothing running here.",
  alreadyEnded: "This one has already ended.",
  notYours: "Only the person who started this or an admin can do that.",
  stopping: (id) => `Stopping job ${id}.`,
  nothingToRetry: "You have nothing to retry here.",
  stillRunning: "This one is still running. Wait for it to finish, or stop it first.",
};

export const jobErrorsInEnglish: JobErrorSentences = {
  "limit-person": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `You have ${limit} jobs waiting, which is the limit for one person. Try again in about ${minutesOf(minutes)}.`,
      "You have reached the limit of waiting jobs for one person. Try again when one of them is done.",
    ),
  "limit-tenant": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `The queue for this server or workspace is full (${limit} waiting). Try again in about ${minutesOf(minutes)}.`,
      "The queue for this server or workspace is full. Try again in a few minutes.",
    ),
  "limit-queue": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `The queue is full (${limit} waiting). Try again in about ${minutesOf(minutes)}.`,
      "The queue is full. Try again in a few minutes.",
    ),
  "limit-video-minutes": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `Today’s limit of ${number.format(Number(limit))} minutes of video is used up here. Try again in about ${hoursOf(hours)}.`,
      "Today’s limit of video minutes is used up here. Try again tomorrow.",
    ),
  "limit-model-tokens": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `Today’s limit of ${number.format(Number(limit))} model tokens is used up here. Try again in about ${hoursOf(hours)}.`,
      "Today’s limit of model tokens is used up here. Try again tomorrow.",
    ),
  "no-room": (d) =>
    given(
      d,
      ["minutes"],
      ({ minutes }) =>
        `There was no disk space for the video for ${minutesOf(minutes)}. Try again later, or tell your admin.`,
      "There is no disk space for the video. Try again later, or tell your admin.",
    ),
  "video-crashed": (d) =>
    given(
      d,
      ["hours"],
      ({ hours }) =>
        `Sorry, this video has repeatedly crashed the reader. I won’t try it again for ${hoursOf(hours)}.`,
      "Sorry, this video has repeatedly crashed the reader. I won’t try it again for a day.",
    ),
};
