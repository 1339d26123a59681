import type { CommandWords, TerminalWords } from "./terminal-words.ts";

export const terminalInEnglish: TerminalWords = {
  about: (fileName, sentence) => `${fileName}: ${sentence}`,
  stillPath: (caption, path) => `${caption}: ${path}`,
  reportPath: (path) => `Report: ${path}`,
  dataPath: (path) => `Data: ${path}`,
  filePath: (path) => `File: ${path}`,
  hint: (helpCommand) => `For how to use it: ${helpCommand}`,
  help: {
    intro: "Cuepoint watches a video for you: keyframes with what happens at each, timed exactly.",
    usage: (line) => `Usage: ${line}`,
    command: "COMMAND",
    file: "FILE...",
    options: "[OPTIONS]",
    commandsHeading: "Commands:",
    optionsHeading: "Options:",
    examplesHeading: "Examples:",
    exitCodesHeading: "Exit codes:",
    value: "TEXT",
    number: "NUMBER",
    folder: "DIR",
    out: "Put the results into this folder, with several files into a folder for each (default: cuepoint-out/NAME)",
    json: "Print summary.json on standard output and nothing else; the files are written all the same",
    showHelp: "Show this help",
    showVersion: "Show the version",
    exampleOne: "A whole video",
    examplePart: "Only a part of it, in seven keyframes and in German",
    exampleSeveral: "Several videos, one result folder each",
    moreOn: (helpCommand) => `For a command’s options: ${helpCommand}`,
    exitCodes: {
      0: "Done, with or without a model",
      1: "Something unexpected went wrong",
      2: "The command line is wrong, or the range of time is",
      65: "The file cannot be read as a video",
      66: "The file is missing or a folder",
      69: "Something that is needed is missing, such as ffmpeg",
      73: "The result folder cannot be written to",
      74: "The disk is full",
      77: "The file may not be read",
      78: "The settings in the environment are wrong",
      130: "Stopped by Ctrl-C",
      143: "Stopped by a termination signal",
    },
  },
};

export const commandsInEnglish: CommandWords = {
  summarize: {
    description: "Summarize a video in keyframes, with what happens at each",
    from: "Start looking here, e.g. 1:20 or 80s",
    to: "Stop looking here, e.g. 5:00",
    keyframes: "How many keyframes to show, at most (default: as many as the length deserves)",
    language: "Language of the summary as a tag such as en, de or zh-Hans (default: yours)",
  },
  status: {
    description: "Show where your videos stand",
    job: "Which one, by its id (default: all of yours here)",
  },
  cancel: {
    description: "Stop working on a video",
    job: "Which one, by its id (default: your latest here)",
  },
  retry: {
    description: "Try a video again that failed or was stopped",
    job: "Which one, by its id (default: your latest here)",
  },
};
