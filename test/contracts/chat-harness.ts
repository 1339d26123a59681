import type { ChatAdapter, Dispatch } from "../../src/chat/adapter.ts";
import type { ChatEvent } from "../../src/chat/event.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import type { AttachmentRef } from "../../src/chat/video-sources.ts";

/** One message of a thread as a person reads it, whatever the platform made it of. */
export interface SeenMessage {
  /** The platform's id. */
  readonly id: string;
  /** Everything that can be read, in order and with the platform's escapes undone: titles, text, cards, footer. */
  readonly text: string;
  readonly pictures: readonly { readonly name: string; readonly alt: string }[];
  /** Names of the files that are not shown as pictures. */
  readonly files: readonly string[];
  /** Labels of buttons and menus. */
  readonly actions: readonly string[];
  /** People and groups that the platform would notify, as its markup names them. */
  readonly mentions: readonly string[];
  /** Addresses that can be clicked, or that the platform would fetch for a preview. */
  readonly links: readonly string[];
}

export interface Saying {
  readonly text: string;
  /** Default: an ordinary person. "us" is the bot's own account. */
  readonly as?: "person" | "bot" | "us";
  /** Addresses the bot, as the platform writes that. */
  readonly mention?: boolean;
  /** In this thread instead of the channel. */
  readonly thread?: ThreadId;
  /** Alone with the bot instead of in the channel. */
  readonly direct?: boolean;
  readonly attachment?: { readonly name: string; readonly data: Buffer };
}

/** Those who write to the bot. Every call resolves once the platform has handed the news over. */
export interface People {
  /** Returns the platform's id of the message. */
  say(saying: Saying): Promise<string>;
  /** The platform delivers the same message once more, as it does when it doubts the first time. */
  redeliver(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Presses the button with this label under the newest message of the thread that has it. */
  press(thread: ThreadId, label: string): Promise<void>;
  /** The file behind an attachment disappears from the platform. */
  loseFile(name: string): Promise<void>;
  /** Waits until the adapter has handled everything, then gives what it dispatched, oldest first. */
  events(): Promise<readonly ChatEvent[]>;
}

export interface ChatHarness extends AsyncDisposable {
  /** Not started: a test starts it with `dispatch` where it has to hear people. */
  readonly adapter: ChatAdapter;
  readonly dispatch: Dispatch;
  /** A thread, opened by a person's message, where the bot may post. */
  readonly thread: ThreadId;
  /** What stands in the thread now, from the bot alone, oldest first. */
  read(thread: ThreadId): Promise<readonly SeenMessage[]>;
  /** Another adapter over the same platform, as after a restart or on another machine. */
  another(): ChatAdapter;
  readonly people: People;
  /** An attachment that can be opened, and what is in it. */
  attachment(): Promise<{ readonly ref: AttachmentRef; readonly data: Buffer }>;
  /** What the platform's rules had against our requests: limits, rates, order. Must stay empty. */
  violations(): readonly string[];
}
