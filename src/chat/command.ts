import type { CommandEvent } from "./event.ts";
import type { Phrase } from "./locales/locales.ts";
import type { Progress } from "./message.ts";
import type { Thread } from "./thread.ts";

export interface OptionDefinition {
  readonly name: string;
  readonly type: "string" | "integer" | "boolean";
  /** Shown in --help and by the platforms' command pickers; at most 100 characters. */
  readonly description: Phrase;
  /** Placeholder in --help, e.g. "1:20". */
  readonly example?: string;
  /** Nothing can be done without it. */
  readonly required?: boolean;
  /** In a terminal it follows the file without its name, in the order of the options. */
  readonly positional?: boolean;
  /** With `positional`: all further words belong to it, where no quotation marks hold them together. */
  readonly takesRest?: true;
  readonly min?: number;
  readonly max?: number;
  /** Of a string: nothing else is taken. At most 25, each value in lower case. */
  readonly choices?: readonly Choice[];
}

export interface Choice {
  readonly value: string;
  /** Where a menu shows it. */
  readonly label: Phrase;
}

/** What was typed as the option takes it, letters in any case; null where it is none of the choices. */
export function chosen({ choices }: Pick<OptionDefinition, "choices">, typed: string): string | null {
  if (!choices) return typed;
  return choices.find(({ value }) => value === typed.toLowerCase())?.value ?? null;
}

/** What one run of a command is given. What every run needs arrives when the command is built. */
export interface CommandContext {
  readonly event: CommandEvent;
  /** Where the command says what it has to say. What was reported before is shown there first. */
  readonly thread: Thread;
  readonly signal: AbortSignal;
  /** Tells how far the command is, and comes back at once. The host shows it in the thread and records it with the job. */
  readonly report: (progress: Progress) => void;
  /** Null where the person waits for it: at a terminal, and for commands that are no jobs. */
  readonly job: CommandJob | null;
}

/** The account of the job that a command runs as. */
export interface CommandJob {
  /** Before a video is worked on. Throws `video-crashed` where it has brought down the process that did. */
  admit(sha256: string): Promise<void>;
  /** Charges a video to the tenant; the first one of a try alone. Throws `limit-video-minutes`. */
  chargeVideo(seconds: number): Promise<void>;
  /** Before each request to the model. Throws `limit-model-tokens` where the tenant's tokens of today are used up. */
  admitRequest(): Promise<void>;
  chargeTokens(usage: {
    readonly promptTokens: number;
    readonly cachedTokens: number | null;
    readonly outputTokens: number;
  }): void;
}

/** What a person can ask for, free of any platform. */
export interface CommandDefinition {
  readonly name: string;
  /** Where a platform has commands of two words, the first of them: "/cuepoint settings". */
  readonly group?: string;
  readonly description: Phrase;
  /** It reads what is typed after it by itself, where a platform gives it as one text: from the option "words". */
  readonly readsWords?: true;
  /** True where it works on a video: the terminal then wants files, the others an attachment or a link. */
  readonly needsVideo: boolean;
  /**
   * What it is about where no video need come with it: the video of the thread it is given in, which a terminal names by
   * its file, or a message with buttons, which a terminal does not have.
   */
  readonly about?: "thread" | "message";
  /** It answers with files where it wants no video: a terminal then keeps them in a folder. */
  readonly hasFiles?: true;
  /** True where it takes longer than a person waits without a word: it then becomes a job. */
  readonly isJob: boolean;
  readonly options: readonly OptionDefinition[];
  /** Throws CuepointError; the host turns it into a sentence. */
  run(context: CommandContext): Promise<void>;
}
