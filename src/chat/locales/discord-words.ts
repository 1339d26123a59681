/** Discord's permissions that the bot needs, by the names of its API. */
export type DiscordPermission =
  | "ViewChannel"
  | "SendMessages"
  | "SendMessagesInThreads"
  | "CreatePublicThreads"
  | "EmbedLinks"
  | "AttachFiles"
  | "ReadMessageHistory";

/** What only Discord makes necessary to say. Names of videos arrive escaped for its markup. */
export interface DiscordWords {
  readonly videoOption: string;
  readonly linkOption: string;
  /** Entry of a message's "Apps" menu, at most 32 characters. */
  readonly summarizeVideo: string;
  /** Name of a thread whose video has none that Discord accepts. */
  readonly unnamedVideo: string;
  lookingAt(video: string): string;
  answerInThread(video: string): string;
  /** The next three: why the answer comes here and not in a thread of its own. */
  mayNotOpenThread(video: string, permissions: string): string;
  threadsFull(video: string): string;
  noThread(video: string): string;
  /** Said beside a locked thread; `thread` is a link to it. */
  lockedElsewhere(thread: string): string;
  /** `names` of files, and the limit in megabytes. */
  filesLeftOut(names: string, limitMegabytes: number): string;
  /** Discord took less than it says that it does. */
  filesRefused(names: string): string;
  /** The right to attach files is missing. */
  filesForbidden(names: string): string;
  /** Discord, or a filter of the server, has something against them. */
  filesNotTaken(names: string): string;
  /** Under a first message whose further ones could not be posted; `permissions` may be empty. */
  restMissing(permissions: string): string;
  permissionsMissing(channel: string, permissions: string): string;
  /** For a thread where the bot cannot read what people write. */
  readonly askByCommand: string;
  /** For a mention under a message whose files the bot may not see. */
  readonly cannotSeeOthersFiles: string;
  /** For a command that needs a video and came without one, or for a message that has none. */
  readonly noVideoGiven: string;
  /** For a person who may not use the bot here. */
  readonly notAllowedHere: string;
  readonly unknownCommand: string;
  /** As Discord's own settings name them in this language. */
  readonly permissions: Readonly<Record<DiscordPermission, string>>;
}
