/** Why Slack did not take a file. */
export type UploadFault =
  | "storage-full"
  | "uploads-off"
  | "type-blocked"
  | "too-large"
  | "no-permission"
  | "unreachable"
  | "refused";

interface MissingFiles {
  readonly names: readonly string[];
  /** How many pictures besides. */
  readonly pictures: number;
  readonly why: UploadFault;
}

/** What is said only in Slack: where its ways of doing things need a sentence of their own. */
export interface SlackWords {
  /** Opens the thread of a slash command, which has no message of its own. `call` as it was typed. */
  asked(person: string, call: string): string;
  /** To the person alone, where a slash command names no video. */
  needsLink(call: string): string;
  readonly inviteMe: string;
  readonly channelNotAllowed: string;
  readonly personNotAllowed: string;
  readonly otherOrganisation: string;
  /** To a person of another workspace, in whatever channel. */
  readonly otherWorkspace: string;
  /** In a direct message to a person who asked in a thread that takes nothing more; the channel's name stands under it. */
  readonly closedToMe: string;
  /** Stands where Slack did not take files that belong to a message. */
  filesMissing(missing: MissingFiles): string;
  /** Fallback text of a message that is all pictures and files. */
  readonly filesHere: string;
  readonly home: HomeWords;
}

/** How long something is kept after its last use; it may go sooner where there is no room. */
export interface KeepTimes {
  readonly summaryHours: number;
  readonly videoMinutes: number;
}

/** The app's home page: what it does, what it keeps and for how long. */
interface HomeWords {
  readonly title: string;
  readonly does: string;
  readonly howHeading: string;
  readonly ways: readonly string[];
  readonly wordsHeading: string;
  /** Words that work in a thread, and what each does. */
  readonly words: readonly (readonly [word: string, does: string])[];
  readonly keepsHeading: string;
  /** Null: until someone asks to forget. */
  keeps(times: KeepTimes | null): string;
  readonly forget: string;
  readonly leaves: string;
}
