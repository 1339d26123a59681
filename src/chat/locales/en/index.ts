import type { ErrorCode, ErrorDetails } from "../../../errors.ts";
import { actions } from "./actions.ts";
import { clips } from "./clips.ts";
import { errors } from "./errors.ts";
import { feedback } from "./feedback.ts";
import { kinds } from "./kinds.ts";
import { doctor, start } from "./operator.ts";
import { places } from "./places.ts";
import { discord, slack } from "./platforms.ts";
import { report, summary } from "./summary.ts";
import { commands, terminal } from "./terminal.ts";
import { find, jobs, questions, typed } from "./thread.ts";

/**
 * Everything the bot says in its own words. An entry is a whole sentence, phrase or heading; what varies is a parameter,
 * because word order differs between languages. Parameters arrive formatted where all languages share a form (times, file
 * names, paths).
 */
export const catalogue = {
  /** The tag of the language (BCP 47). */
  lang: "en",
  /** One or two sentences: what is wrong; then what to do. */
  error: <Code extends ErrorCode>(code: Code, details: ErrorDetails<Code>) => errors[code](details),
  listed: (names: readonly string[]) => names.join(", "),
  progress: {
    fetch: { running: "Opening the video", done: "Opened the video" },
    scan: { running: "Looking through the video", done: "Looked through the video" },
    load: {
      running: "Waiting for the model’s server, which is loading the model",
      done: "The model is loaded",
    },
    ask: { running: "Asking the model what happens", done: "Asked the model what happens" },
    stills: { running: "Taking the stills", done: "Took the stills" },
    parts: { running: "Watching part by part", done: "Watched all parts" },
    outline: { running: "Writing the outline", done: "Wrote the outline" },
    clip: { running: "Cutting the clip", done: "Cut the clip" },
    answer: { running: "Looking for the answer", done: "Looked for the answer" },
    reply: { running: "Putting the summary together", done: "Put the summary together" },
  },
  /** A running step's line with how far it is, 0 to 100. */
  progressPercent: (running: string, percent: number) => `${running}: ${percent}%`,
  /** The line of a closer look for a question; `range` as "1:20 – 2:05". */
  progressLook: (range: string) => `Looking at ${range} again`,
  /** The line of a step that the first part of a long video takes. */
  progressFirstPart: (line: string, of: number) => `${line} (part 1 of ${of})`,
  progressParts: (running: string, done: number, of: number) => `${running}: ${done} of ${of} done`,
  /** Megabytes with one digit; `total` is null where it is not known. */
  progressTransfer: (
    running: string,
    { done, total, rate }: { done: string; total: string | null; rate: string },
  ) => `${running}: ${total === null ? done : `${done} of ${total}`} MB, ${rate} MB/s`,
  summary,
  kinds,
  feedback,
  /** Labels of buttons, at most 20 characters. */
  actions,
  questions,
  clips,
  find,
  report,
  terminal,
  slack,
  commands,
  discord,
  doctor,
  jobs,
  places,
  start,
  typed,
};

/** What another language must have, to the last entry. */
export type Catalogue = typeof catalogue;
