import type { CommandEvent } from "./event.ts";
import type { Phrase } from "./locales/locales.ts";
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
  /** In a terminal it follows the file without its name. At most one option of a command. */
  readonly positional?: boolean;
  readonly min?: number;
  readonly max?: number;
}

/** What a person can ask for, free of any platform. */
export interface CommandDefinition {
  readonly name: string;
  readonly description: Phrase;
  /** True where it works on a video: the terminal then wants files, the others an attachment or a link. */
  readonly needsVideo: boolean;
  /**
   * What it is about where no video need come with it: the video of the thread it is given in, which a terminal names by
   * its file, or a message with buttons, which a terminal does not have.
   */
  readonly about?: "thread" | "message";
  /** True where it takes longer than a person waits without a word: it then becomes a job. */
  readonly isJob: boolean;
  readonly options: readonly OptionDefinition[];
  /** Posts to `thread` what it has to say. Throws CuepointError; the router turns it into a sentence. */
  run(event: CommandEvent, thread: Thread, signal: AbortSignal): Promise<void>;
}
