import type { Catalogue } from "../../src/chat/locales/locales.ts";
import type { OutgoingFile, OutgoingMessage } from "../../src/chat/message.ts";
import { toOneLine } from "../../src/chat/text/plain-text.ts";
import type { Thread } from "../../src/chat/thread.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import type { ErrorCode } from "../../src/errors.ts";
import type { OutputFolder } from "./outgoing/output-folder.ts";
import { printMessage, shownPath } from "./outgoing/print-message.ts";
import type { ProgressDisplay } from "./outgoing/progress.ts";
import type { OutputStream } from "./outgoing/stream.ts";

/** One command on one file: what its thread needs to show and to keep. */
export interface Run {
  readonly thread: Thread;
  /** The first failure, once there is one. */
  failure(): ErrorCode | null;
  /** Takes an unfinished step off the screen. */
  end(): void;
}

interface RunOptions {
  readonly id: ThreadId;
  readonly fileName: string;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly catalogue: Catalogue;
  readonly cwd: string;
  readonly json: boolean;
  readonly progress: ProgressDisplay;
  /** Where files are kept; null where files are not kept and messages are shown alone. */
  readonly output: () => Promise<OutputFolder | null>;
  /** Where a lecture's slides are kept; null where they are not asked for. */
  readonly slides: () => Promise<OutputFolder | null>;
}

/** A terminal has no limits that matter, and the progress display paces itself. */
const LIMITS = {
  textLength: Number.MAX_SAFE_INTEGER,
  filesPerMessage: Number.MAX_SAFE_INTEGER,
  bytesPerFile: Number.MAX_SAFE_INTEGER,
  editInterval: 0,
};

export function createRun(options: RunOptions): Run {
  let failure: ErrorCode | null = null;
  let messages = 0;
  const show = async (message: OutgoingMessage) => {
    if (message.kind === "progress") {
      if (message.progress) options.progress.show(message.progress);
    } else if (message.kind === "error") {
      failure ??= message.code ?? "unexpected";
      options.progress.end(false);
      options.stderr.write(`${errorLine(sentenceOf(message, options.catalogue), options)}\n`);
    } else if (message.kind === "part") {
      tellPart(message, options);
    } else {
      await deliver(message, options);
    }
  };
  const thread: Thread = {
    id: options.id,
    limits: LIMITS,
    async post(message) {
      await show(message);
      messages += 1;
      return String(messages);
    },
    // What is printed stays printed: an edit of anything but progress is shown below.
    edit: (_, message) => show(message),
    // What is printed is printed.
    remove: async () => undefined,
    addressOf: async () => null,
  };
  return { thread, failure: () => failure, end: () => options.progress.end(false) };
}

async function deliver(message: OutgoingMessage, options: RunOptions): Promise<void> {
  const { progress, stdout, stderr, cwd, catalogue, json } = options;
  const files = filesOf(message);
  const output = files.length > 0 ? await options.output() : null;
  await output?.keep(files, { isWhole: message.kind === "summary" });
  const slides = await keepSlides(message, options);
  progress.end(true);
  if (json && message.data) {
    stdout.write(message.data.data);
    return;
  }
  const stream = json ? stderr : stdout;
  const pathOf = output ? (file: OutgoingFile) => shownPath(`${output.path}/${file.name}`, cwd) : null;
  // On a screen the steps that are done stand right above.
  const space = stream.isTTY ? "\n" : "";
  stream.write(space + printMessage(message, { stream, catalogue, pathOf }) + slides);
}

/** A line that says where they are, or that there are none; empty where no one asked for them. */
async function keepSlides(
  { kind, slides = [] }: OutgoingMessage,
  { slides: open, cwd, catalogue: { terminal } }: RunOptions,
): Promise<string> {
  const folder = kind === "summary" ? await open() : null;
  if (!folder) return "";
  if (slides.length === 0) return `${terminal.noSlides}\n`;
  await folder.keep(slides, { isWhole: false });
  return `${terminal.slidesPath(slides.length, shownPath(folder.path, cwd))}\n`;
}

/** Its files come with the summary. */
function tellPart({ files: _, cards = [], ...message }: OutgoingMessage, options: RunOptions): void {
  const { progress, stderr, catalogue } = options;
  const worded = cards.map(({ image: _image, caption: _caption, ...card }) => card);
  if (worded.every(({ body }) => body === "")) return;
  progress.pause();
  const told = printMessage({ ...message, cards: worded }, { stream: stderr, catalogue, pathOf: null });
  stderr.write(`\n${told}\n`);
}

/** The reader runs the program too, so the sentence may say more than in a chat. */
function sentenceOf({ code, text }: OutgoingMessage, { terminal: { errors } }: Catalogue): string {
  return code === "cancelled" || code === "unexpected" ? errors[code] : text;
}

/** Pictures first: the report, which tells that a result is whole, comes last. */
function filesOf({ cards = [], files = [], data, further = [] }: OutgoingMessage): readonly OutgoingFile[] {
  const images = cards.flatMap(({ image }) => (image ? [image] : []));
  return [...images, ...further, ...(data ? [data] : []), ...files];
}

/** One line that names the file, once. */
export function errorLine(
  sentence: string,
  { fileName, catalogue }: Pick<RunOptions, "fileName" | "catalogue">,
): string {
  const line = toOneLine(sentence);
  const isNamed = fileName === "" || line.includes(fileName);
  return isNamed ? line : catalogue.terminal.about(fileName, line);
}
