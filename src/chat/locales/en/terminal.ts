export const terminal = {
  /** A sentence about one of several files. */
  about: (fileName: string, sentence: string) => `${fileName}: ${sentence}`,
  /** A still's caption and where its file is. */
  stillPath: (caption: string, path: string) => `${caption}: ${path}`,
  reportPath: (path: string) => `Report: ${path}`,
  dataPath: (path: string) => `Data: ${path}`,
  filePath: (path: string) => `File: ${path}`,
  slidesPath: (slides: number, path: string) =>
    slides === 1 ? `One slide: ${path}` : `${slides} slides: ${path}`,
  noSlides: "No slides were found.",
  /** The store's file was damaged and has another name now. */
  storeSetAside: (path: string) =>
    `My memory was damaged. I set it aside as “${path}” and started a new one.`,
  /** After the reason why nothing can be read or written. */
  withoutMemory: (reason: string) => `${reason} Continuing without memory: nothing from this run is kept.`,
  /** After a usage error. */
  hint: (helpCommand: string) => `How to use it: ${helpCommand}`,
  /** Under the invitation to ask: how to stop an answer and how to leave. */
  keys: "Ctrl-C stops an answer, Ctrl-D quits.",
  /** Where the reader runs the program: sentences that differ from what a chat is told. */
  errors: {
    cancelled: "Stopped. Nothing was saved.",
    unexpected: "Something went wrong on my side. Try again, and look at the log if it keeps happening.",
  },
  help: {
    intro: "Cuepoint watches a video for you: keyframes with what happens at each, at exact times.",
    usage: (line: string) => `Usage: ${line}`,
    /** Placeholders in usage lines. */
    command: "COMMAND",
    file: "FILE...",
    oneFile: "FILE",
    options: "[OPTIONS]",
    commandsHeading: "Commands:",
    optionsHeading: "Options:",
    examplesHeading: "Examples:",
    exitCodesHeading: "Exit codes:",
    /** Placeholders of option values. */
    value: "TEXT",
    number: "NUMBER",
    folder: "DIR",
    out: "Write the results to this folder; several files get a folder each inside it (default: cuepoint-out/NAME)",
    slides:
      "Write a lecture’s slides to this folder, named by time and title; several files get a folder each inside it",
    json: "Print only summary.json on standard output; the files are still written",
    showHelp: "Show this help",
    showVersion: "Show the version",
    /** What an example does, beside it. */
    exampleOne: "A whole video",
    examplePart: "Only a part of it, in seven keyframes, in German",
    exampleSeveral: "Several videos, one result folder each",
    exampleAbout: "About one video",
    moreOn: (helpCommand: string) => `For a command’s options: ${helpCommand}`,
    /** By exit code, in the order shown. */
    exitCodes: {
      0: "Done, with or without a model",
      1: "Something unexpected went wrong",
      2: "The command line or the time range is wrong",
      65: "The file cannot be read as a video",
      66: "The file is missing or is a folder",
      69: "Something needed is missing or out of reach, such as ffmpeg or the model",
      70: "An exception that no one caught ended the program; the jobs of a bot are taken up again",
      73: "The result folder cannot be written to",
      74: "The disk is full",
      75: "A limit was reached; try again later",
      77: "No permission to read the file",
      78: "The settings in the environment are wrong",
      130: "Stopped by Ctrl-C",
      143: "Stopped by a termination signal",
    },
  },
};

export const commands = {
  summarize: {
    description: "Summarize a video as keyframes, with what happens in each",
    from: "Start here, e.g. 1:20 or 80s",
    to: "Stop here, e.g. 5:00",
    keyframes: "How many keyframes to show, at most (default: depends on the length)",
    detail: "How much detail to show (default: normal)",
    details: { brief: "Brief", normal: "Normal", full: "Full" },
    kind: "What to watch it for (default: auto, from what is measured)",
    startsAt: "Date and time at which it begins, by the clock of the place",
    language: "Language of the summary as a tag such as en, de or zh-Hans (default: yours)",
    thorough: "Decode every frame: slower, but misses nothing brief",
    explain: "Explain how the video was scanned",
    noSound: "Do not use what is said in the video",
    transcript: "Add what is said as files: transcript.vtt and transcript.srt",
    clips: "Add each segment or chapter as a video of its own",
  },
  ask: {
    description: "Ask about the video in this thread",
    question: "What you want to know",
    found: "Number of a moment that a search listed (default: this thread’s video)",
  },
  find: {
    description: "Find moments in the videos known here",
    words: "What is said, shown or written, e.g. whiteboard budget",
  },
  frame: {
    description: "Show the exact frame at a given time",
    at: "The time, e.g. 1:23 or 83s",
  },
  clip: {
    description: "Cut a part out of the video and get it as a file",
    from: "Where it begins, e.g. 1:20 or 80s",
    to: "Where it ends, e.g. 2:05 (default: with what is shown there)",
    about: "What happens in it, where you do not know the times",
  },
  details: { description: "Show all keyframes in full" },
  transcript: { description: "Get what is said in the video, as files" },
  as: { description: "Watch the video again for something else, such as minutes" },
  more: { description: "Summarize the video again, with more keyframes" },
  report: { description: "Get the illustrated report as a file" },
  forget: { description: "Delete everything stored about this video" },
  rate: {
    description: "Say what you think of the summary, or of one of its segments",
    verdict: "What you think of it",
    segment: "Number of the segment, counted from 1 (default: the whole summary)",
    comment: "What it should say, in a sentence",
  },
  help: { description: "Show what this bot does and its commands" },
  settings: {
    description: "Show or change how I work in this channel",
    language: "Language of summaries as a tag such as en, de or zh-Hans; “default” resets it",
    detail: "How much detail to show",
    kind: "What kind of videos are posted here",
    sound: "Whether what is said in a video is used",
    who: "“everyone”, “admins”, or roles and people who may use me here",
    keepVideo: "Whether the video itself is kept for a closer look",
    keepDays: "Days that I keep something after its last use (0 resets it)",
    scope: "This channel (default), or the whole server",
    scopes: { channel: "This channel", server: "The whole server" },
    sounds: { on: "On", off: "Off" },
    reset: "Reset to default",
  },
  privacy: {
    description: "Show what I keep here and until when, or delete what is yours",
    deleteMine: "Delete everything that you brought here",
  },
  status: {
    description: "Show the status of your videos",
    job: "Job id (default: all of yours here)",
  },
  cancel: {
    description: "Stop working on a video",
    job: "Job id (default: your latest here)",
  },
  retry: {
    description: "Retry a video that failed or was stopped",
    job: "Job id (default: your latest here)",
  },
};
