import type { FormAnswers } from "./form.ts";
import type { MessageRef } from "./thread.ts";
import type { ThreadId } from "./thread-id.ts";
import type { FoundVideo, VideoSources } from "./video-sources.ts";

/** Values of a command's options, already of the type that its definition names. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** What every event of a person carries. All events are plain JSON. */
interface PersonEvent {
  /** The platform's own id of the message or interaction; a redelivery carries the same. Unique within the tenant. */
  readonly id: string;
  /** Where the answer goes; the adapter has opened the thread already where the platform has threads. */
  readonly thread: ThreadId;
  /** The platform's id of the person. */
  readonly author: string;
  /** May stop other people's work: an administrator of the place, or the operator. */
  readonly isAdmin?: boolean;
  /** Administers the whole server or workspace, not this channel alone. */
  readonly isServerAdmin?: boolean;
  /** The platform's ids of the roles that the person has here. They decide who is heard, and go no further than the router. */
  readonly roles?: readonly string[];
  /** The person is alone with the bot, or has brought it to a place where it is no member. What it keeps there is theirs. */
  readonly isDirect?: boolean;
  /** BCP 47 tag of the reader, e.g. "en-GB", "zh-CN". */
  readonly locale: string;
}

/** A person asked for a command. */
export interface CommandEvent extends PersonEvent, VideoSources {
  readonly type: "command";
  readonly command: string;
  readonly options: OptionValues;
  /** The video is one of several that came with one message; from 1. */
  readonly part?: { readonly number: number; readonly of: number };
}

/**
 * A person wrote in a thread, in a direct message, or to the bot. Where they mention the bot and bring no video, the videos are
 * those of the message that they reply to or of the thread's first.
 */
export interface MessageEvent extends PersonEvent, FoundVideo {
  readonly type: "message";
  /** Plain text without the mention of the bot and without the platform's markup. */
  readonly text: string;
  readonly mentioned: boolean;
  /** A message to the bot alone, where it need not be mentioned. */
  readonly isDirect: boolean;
  /** It stands by itself in its channel, and its thread begins with it; absent where a channel is one thread. */
  readonly beginsThread?: boolean;
}

/** A person pressed a button, or picked from a menu, under a message of ours. */
export interface ActionEvent extends PersonEvent {
  readonly type: "action";
  /** The action's id and the value it was sent with, or the chosen value. */
  readonly action: string;
  readonly value: string;
  /** Where the action opened a form. */
  readonly answers?: FormAnswers;
  readonly message: MessageRef;
}

/** A message that may have started something is gone; without `message` the whole thread is. */
export interface DeletedEvent {
  readonly type: "deleted";
  readonly thread: ThreadId;
  readonly message?: string;
}

/** The bot was removed from a guild or a workspace. */
export interface LeftEvent {
  readonly type: "left";
  readonly platform: "discord" | "slack";
  readonly tenant: string;
}

export type ChatEvent = CommandEvent | MessageEvent | ActionEvent | DeletedEvent | LeftEvent;
