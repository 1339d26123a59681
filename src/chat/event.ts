import type { AttachmentRef } from "./attachment.ts";
import type { ThreadId } from "./thread-id.ts";

/** Values of a command's options, already of the type that its definition names. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** Somebody asked for a command. Plain JSON. */
export interface CommandEvent {
  readonly type: "command";
  readonly command: string;
  readonly thread: ThreadId;
  readonly author: string;
  /** BCP 47 tag of the reader, e.g. "en-GB", "zh-CN". */
  readonly locale: string;
  readonly attachments: readonly AttachmentRef[];
  readonly links: readonly string[];
  readonly options: OptionValues;
}

export type ChatEvent = CommandEvent;
