import { type JobErrorSentences, type JobWords, splitSeconds } from "./job-words.ts";
import { given } from "./words.ts";

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
    `I take ${most === 1 ? "one link" : `${most} links`} from a message, so ${leftOut === 1 ? "one more was" : `${leftOut} more were`} left out; send ${leftOut === 1 ? "it" : "them"} in another message.`,
  waiting: (id, position) =>
    position <= 1 ? `Job ${id} starts next.` : `Job ${id} is number ${position} in the queue.`,
  waitingWithEta: (id, position, minutes) =>
    position <= 1
      ? `Job ${id} starts next, in about ${minutesOf(minutes)}.`
      : `Job ${id} is number ${position} in the queue and starts in about ${minutesOf(minutes)}.`,
  withEta: (line, minutes) => `${line} (about ${minutesOf(minutes)} left)`,
  named: (id) => `Job ${id}`,
  starting: "Starting",
  waitingForRoom: "Waiting for room on the disk",
  tryingAgain: "That did not work, so I am trying again shortly",
  takenUpAgain: "Starting again after an interruption",
  restMissing: "The rest of this couldn’t be posted.",
  done: "Done.",
  doneIn: (seconds) => `Done in ${lengthOf(seconds)}.`,
  failed: "This did not work.",
  stopped: "Stopped.",
  stop: "Stop",
  retry: "Try again",
  none: "You have no videos in work here.",
  unknown: (id) => `There is no job ${id} here.`,
  line: (id, command, state) => `${id} (${command}): ${state}`,
  nothingToStop: "There is nothing of yours to stop here.",
  alreadyEnded: "This one has already ended.",
  notYours: "Only the person who started this, or an administrator, may do that.",
  stopping: (id) => `Stopping job ${id}.`,
  nothingToRetry: "There is nothing of yours to try again here.",
  stillRunning: "This is still in work, so wait for it or stop it first.",
};

export const jobErrorsInEnglish: JobErrorSentences = {
  "limit-person": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `You have ${limit} jobs waiting, which is the limit for one person, so come back in about ${minutesOf(minutes)}.`,
      "You have as many jobs waiting as one person may, so come back when one of them is done.",
    ),
  "limit-tenant": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `In this place ${limit} jobs are waiting, which is the limit, so come back in about ${minutesOf(minutes)}.`,
      "As many jobs are waiting here as one place may have, so come back when one of them is done.",
    ),
  "limit-queue": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `The queue is full with ${limit} jobs waiting, so come back in about ${minutesOf(minutes)}.`,
      "The queue is full, so come back in a few minutes.",
    ),
  "limit-video-minutes": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `Today’s limit of ${number.format(Number(limit))} minutes of video is used up here, so come back in about ${hoursOf(hours)}.`,
      "Today’s limit of video minutes is used up here, so come back tomorrow.",
    ),
  "limit-model-tokens": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `Today’s limit of ${number.format(Number(limit))} model tokens is used up here, so come back in about ${hoursOf(hours)}.`,
      "Today’s limit of model tokens is used up here, so come back tomorrow.",
    ),
  "no-room": (d) =>
    given(
      d,
      ["minutes"],
      ({ minutes }) =>
        `The disk had no room for the video for ${minutesOf(minutes)}, so try again later or tell whoever runs the bot.`,
      "The disk has no room for the video, so try again later or tell whoever runs the bot.",
    ),
  "video-crashed": (d) =>
    given(
      d,
      ["hours"],
      ({ hours }) =>
        `Sorry, this video has twice brought down the program that reads it, so it is refused for ${hoursOf(hours)}.`,
      "Sorry, this video has twice brought down the program that reads it, so it is refused for a day.",
    ),
};
