import type { ErrorCode } from "../errors.ts";

/** A file that goes out: a still, the report, summary.json. */
export interface OutgoingFile {
  readonly name: string;
  readonly mediaType: string;
  readonly data: Buffer;
  /** What a picture shows, for those who cannot see it. Pictures always have it. */
  readonly alt?: string;
  /**
   * The same in at most so many bytes, made when a place takes no more; null where that cannot be done. Absent where
   * there is no other form. Does not reject.
   */
  readonly smaller?: (maxBytes: number) => Promise<Buffer | null>;
  /**
   * The same as several files, where one that fits would lose too much; null where one is better, or the room is too small.
   * Absent where it cannot be divided. Does not reject.
   */
  readonly inSeveral?: (room: FileRoom) => Promise<readonly OutgoingFile[] | null>;
}

/** What a place takes instead of one file. */
export interface FileRoom {
  /** Of the one file; the others are named after it. */
  readonly name: string;
  readonly bytesPerFile: number;
  /** Of all of them together. */
  readonly bytes: number;
  readonly files: number;
}

/** One segment as a person sees it: all strings are whole sentences or phrases in the reader's language. */
export interface Card {
  /** The segment's time range, e.g. "1:20 – 2:45". */
  readonly time: string;
  readonly title: string;
  readonly body: string;
  /** Why it matters; absent where no model said so. */
  readonly note?: string;
  /** The still's own time as a caption, e.g. "Still at 1:42.5". */
  readonly caption?: string;
  readonly image?: OutgoingFile;
  /** Where a platform has buttons for feedback under a card: what it is about, and their labels. They come back as "helpful" and "rate". */
  readonly rating?: { readonly value: string; readonly good: string; readonly bad: string };
  /** In place of the message's, for a card about another video. */
  readonly times?: readonly TimeLink[];
}

/** A time as it stands in a message's texts, and the address that opens the video there. The address is ours: no model wrote it. */
export interface TimeLink {
  /** As it stands there: "1:20", "1:02:03.5", "83 seconds", "83 秒"; or words of ours that name a place. */
  readonly text: string;
  /** http or https, with nothing in it that any platform's markup could take for its own. */
  readonly url: string;
}

/** What a thread is about, in the words of the page that its link leads to. A stranger wrote it. */
export interface Subject {
  readonly title: string;
  readonly link: string;
}

/** A card in one sentence. */
export interface BriefCard {
  /** Where it begins, e.g. "1:20". */
  readonly time: string;
  readonly title: string;
  /** What happens; empty where no model said so. */
  readonly sentence: string;
  readonly image?: OutgoingFile;
  /** What a person can have done about it. At most three, without choices. */
  readonly actions?: readonly Action[];
}

/** A summary's cards on one screen, shown first. The action "details" brings them in full. */
interface Brief {
  /** At most ten of them, for a platform that shows cards side by side. */
  readonly cards: readonly BriefCard[];
  /** A few of the cards' pictures as one, with their times. */
  readonly strip: OutgoingFile;
  /** The cards in a line each, for other platforms; empty where the text lists them already. */
  readonly lines: readonly string[];
}

/** How much of a file has arrived. */
export interface Transfer {
  readonly bytes: number;
  /** Null where it is unknown. */
  readonly totalBytes: number | null;
  readonly bytesPerSecond: number;
}

/** In the order of a job; a step may be left out. */
export type ProgressStep =
  | "fetch"
  | "scan"
  | "load"
  | "ask"
  | "stills"
  | "parts"
  | "outline"
  | "clip"
  | "answer"
  | "reply";

interface PartsWatched {
  readonly done: number;
  /** Estimated until the last one has been looked at. */
  readonly of: number;
  /** Until all are, as the parts watched so far tell; absent before the first of them. */
  readonly secondsLeft?: number;
}

export interface Progress {
  readonly step: ProgressStep;
  /** 0 to 1 where the amount is known. */
  readonly fraction?: number;
  /** With the step "fetch". */
  readonly transfer?: Transfer;
  /** Of a video that is watched in parts, from its first step on. */
  readonly parts?: PartsWatched;
  /** With the step "answer": the part that is looked at again, e.g. "1:20 – 2:05". */
  readonly range?: string;
  /** True once, when the step has ended. */
  readonly done?: boolean;
}

/** A button under a message, or with `choices` a menu. Pressing it comes back as an ActionEvent. */
export interface Action {
  /** At most 20 characters of a-z and "-": "stop", "more", "data", "helpful". */
  readonly id: string;
  readonly label: string;
  /** At most 60 characters, for the core alone: names what the action is about. */
  readonly value: string;
  readonly style?: "primary" | "danger";
  /** At most 25. A label should have its say in 75 characters; a platform that takes fewer cuts it. */
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
}

/**
 * "part" is said on the way to a summary, which takes its place in the end: the first stills, then each part of a long video.
 */
type MessageKind = "progress" | "part" | "summary" | "answer" | "notice" | "error";

/**
 * What the core asks an adapter to show. `text` alone must make sense: it is what a screen reader, a
 * notification or a platform without cards gets. Text is plain: adapters escape it for their markup.
 */
export interface OutgoingMessage {
  readonly kind: MessageKind;
  readonly title?: string;
  readonly text: string;
  readonly cards?: readonly Card[];
  /** Shown instead of the cards: one of the actions brings them ("details"). Only where `MessageLimits.isBrief`. */
  readonly brief?: Brief;
  /** Lines under everything: coverage, what is missing. */
  readonly footer?: readonly string[];
  /** Those times among the texts that are links. Shown as links where the platform has such; nothing else in a text ever is one. */
  readonly times?: readonly TimeLink[];
  /**
   * Several lines for the operator, commands among them. Shown where reader and operator are one
   * person (the terminal); elsewhere left out.
   */
  readonly operatorHint?: string;
  readonly files?: readonly OutgoingFile[];
  /** The same for programs. Kept where results go into a folder (the terminal); elsewhere left out. */
  readonly data?: OutgoingFile;
  /** Pictures of what a long result does not show in full. Kept and left out as `data` is. */
  readonly further?: readonly OutgoingFile[];
  /** A lecture's slides, named by time and title. Kept where a person names a folder for them (the terminal); elsewhere left out. */
  readonly slides?: readonly OutgoingFile[];
  /** Where threads have names, the name of one that is still called after its link. */
  readonly subject?: Subject;
  readonly progress?: Progress;
  /** With kind "part": which one it is, the same in each try. */
  readonly part?: string;
  /** At most five buttons and four menus. */
  readonly actions?: readonly Action[];
  /** Feedback on the whole, in place of the action "helpful" where a platform has buttons of its own for it. */
  readonly rating?: Card["rating"];
  /** Covered until a reader uncovers it, where the platform has a way to; the video came covered. */
  readonly isSpoiler?: true;
  /** With kind "error": the error's code, for adapters that show it by other means (exit codes). */
  readonly code?: ErrorCode;
}
