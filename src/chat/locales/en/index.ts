import type { Catalogue } from "../sentences.ts";
import { discordInEnglish } from "./discord.ts";
import { errorsInEnglish } from "./errors.ts";
import { doctorInEnglish } from "./operator.ts";
import { slackInEnglish } from "./platforms.ts";
import { actionsEnglish, questionEnglish } from "./question.ts";
import { startInEnglish } from "./start.ts";
import { summaryInEnglish } from "./summary.ts";
import { commandsInEnglish, terminalInEnglish } from "./terminal.ts";
import { jobsInEnglish } from "./thread.ts";

export const english: Catalogue = {
  lang: "en",
  error: (code, details) => errorsInEnglish[code](details),
  progress: {
    fetch: { running: "Opening the video", done: "Opened the video" },
    scan: { running: "Looking through the video", done: "Looked through the video" },
    load: {
      running: "Waiting for the model’s server, which is loading the model",
      done: "The model is loaded",
    },
    ask: { running: "Asking the model what happens", done: "Asked the model what happens" },
    stills: { running: "Taking the stills", done: "Took the stills" },
    reply: { running: "Putting the summary together", done: "Put the summary together" },
  },
  progressPercent: (running, percent) => `${running}: ${percent}%`,
  progressTransfer: (running, { done, total, rate }) =>
    `${running}: ${total === null ? done : `${done} of ${total}`} MB, ${rate} MB/s`,
  summary: summaryInEnglish,
  actions: actionsEnglish,
  questions: questionEnglish,
  report: {
    timeline: "Timeline",
    timelineLink: (time, title) => `Go to ${time}, ${title}`,
    overview: "What happens",
    significance: "Why it matters",
    about: "How this was made",
    file: "File",
    length: "Length",
    picture: "Picture",
    model: "Model",
    noModel: "None",
    language: "Language",
    prompt: "Prompt",
    checksum: "SHA-256",
    pictureSize: (width, height, framesPerSecond) =>
      framesPerSecond > 0
        ? `${width} × ${height} pixels, ${decimal.format(framesPerSecond)} frames a second`
        : `${width} × ${height} pixels`,
  },
  terminal: terminalInEnglish,
  slack: slackInEnglish,
  commands: commandsInEnglish,
  discord: discordInEnglish,
  doctor: doctorInEnglish,
  jobs: jobsInEnglish,
  start: startInEnglish,
};

const decimal = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
