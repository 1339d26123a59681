export interface TerminalWords {
  /** A sentence about one of several files. */
  about(fileName: string, sentence: string): string;
  /** A still's caption and where its file is. */
  stillPath(caption: string, path: string): string;
  reportPath(path: string): string;
  dataPath(path: string): string;
  filePath(path: string): string;
  /** The store's file was damaged and has another name now. */
  storeSetAside(path: string): string;
  /** After the reason why nothing can be read or written. */
  withoutMemory(reason: string): string;
  /** After a usage error. */
  hint(helpCommand: string): string;
  /** Under the invitation to ask: how to stop an answer and how to leave. */
  readonly keys: string;
  /** Where the reader runs the program: sentences that differ from what a chat is told. */
  readonly errors: Readonly<Record<"cancelled" | "unexpected", string>>;
  readonly help: HelpWords;
}

interface HelpWords {
  readonly intro: string;
  usage(line: string): string;
  /** Placeholders in usage lines. */
  readonly command: string;
  readonly file: string;
  readonly oneFile: string;
  readonly options: string;
  readonly commandsHeading: string;
  readonly optionsHeading: string;
  readonly examplesHeading: string;
  readonly exitCodesHeading: string;
  /** Placeholders of option values. */
  readonly value: string;
  readonly number: string;
  readonly folder: string;
  readonly out: string;
  readonly json: string;
  readonly showHelp: string;
  readonly showVersion: string;
  /** What an example does, beside it. */
  readonly exampleOne: string;
  readonly examplePart: string;
  readonly exampleSeveral: string;
  readonly exampleAbout: string;
  moreOn(helpCommand: string): string;
  /** By exit code, in the order shown. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

export interface CommandWords {
  readonly summarize: {
    readonly description: string;
    readonly from: string;
    readonly to: string;
    readonly keyframes: string;
    readonly language: string;
    readonly thorough: string;
    readonly explain: string;
  };
  readonly ask: { readonly description: string; readonly question: string };
  readonly frame: { readonly description: string; readonly at: string };
  readonly more: { readonly description: string };
  readonly report: { readonly description: string };
  readonly forget: { readonly description: string };
  readonly feedback: { readonly description: string };
  readonly help: { readonly description: string };
  readonly status: JobCommandWords;
  readonly cancel: JobCommandWords;
  readonly retry: JobCommandWords;
}

interface JobCommandWords {
  readonly description: string;
  readonly job: string;
}
