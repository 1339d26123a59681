import { asCuepointError, CuepointError, hasCode } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { type Dispatch, isOpenToAll, type MayUse } from "../adapter.ts";
import type { CommandDefinition } from "../command.ts";
import { createKeyedQueue } from "../delivery/keyed-queue.ts";
import type { ChatEvent, CommandEvent, DeletedEvent, LeftEvent, MessageEvent } from "../event.ts";
import type { OpenThread } from "../thread.ts";
import { type Execute, levelOf, tellFailure } from "./execute.ts";
import { intentOf, intentOfAction } from "./intent.ts";

interface RouterOptions {
  readonly commands: readonly CommandDefinition[];
  readonly execute: Execute;
  /** True where the event's thread is about a video that can be asked about. */
  readonly isKnown: (event: MessageEvent) => Promise<boolean>;
  /**
   * Lets a direct message that stands by itself be about the newest video of its channel, and the thread under it too,
   * for good. True where that video can be asked about.
   */
  readonly linkLatestVideo?: (event: MessageEvent) => Promise<boolean>;
  /** True where a job of the event's thread has yet to end, or where a search listed something to ask about. */
  readonly isAtWork?: (event: MessageEvent) => Promise<boolean>;
  /** Whether the administrators of the place let the person use the bot; absent: all may. */
  readonly mayUse?: MayUse;
  /** What a deleted message started is cancelled or purged. */
  readonly onDeleted: (event: DeletedEvent) => Promise<void>;
  readonly onLeft: (event: LeftEvent) => Promise<void>;
  /** Where it is said that a message could not be understood, because what is known of its thread is out of reach. */
  readonly thread?: OpenThread;
  readonly logger: Logger;
}

/** Of a person, who may not be allowed to ask. */
type PersonalEvent = Exclude<ChatEvent, DeletedEvent | LeftEvent>;

/** Sends each event to what it asks for. Comes back when the work is done, or durable where it is a job. */
export function createRouter({
  commands,
  execute,
  isKnown,
  linkLatestVideo = async () => false,
  isAtWork,
  mayUse = async () => true,
  onDeleted,
  onLeft,
  thread,
  logger,
}: RouterOptions): Dispatch {
  const isAboutVideo = createLatestVideoLookup(isKnown, linkLatestVideo);
  const byName = new Map(commands.map((command) => [command.name, command]));
  const commandOf = async (event: PersonalEvent): Promise<CommandEvent | null> => {
    if (event.type === "command") return event;
    if (event.type === "message") return intentOf(event, isAboutVideo, isAtWork);
    return intentOfAction(event);
  };
  const askedOf = async (event: PersonalEvent): Promise<CommandEvent | null> => {
    const asked = await commandOf(event);
    if (asked === null || isOpenToAll(asked.command) || (await mayUse(event))) return asked;
    if (event.type === "message" && !isAddressed(event)) return null;
    throw new CuepointError("not-allowed");
  };
  return async (event, signal = new AbortController().signal) => {
    if (event.type === "deleted") return onDeleted(event);
    if (event.type === "left") return onLeft(event);
    const asked = await askedOf(event).catch(async (thrown: unknown) => {
      const isHeard = isAddressed(event) || hasCode(thrown, "not-allowed");
      if (!thread || !isHeard) throw thrown;
      const error = asCuepointError(thrown, signal);
      logger[levelOf(error)]({ code: error.code, err: error.cause }, "a request was not taken");
      await tellFailure(thread(event.thread, event.id), error, event.locale);
      return null;
    });
    if (asked === null) return;
    const command = byName.get(asked.command);
    const { roles: _, ...kept } = asked;
    if (command) await execute(command, kept, signal);
    else logger.warn({ command: asked.command }, "no such command");
  };
}

/** The platform may have acknowledged it by now and will not send it again; talk among others deserves no answer. */
function isAddressed(event: ChatEvent): event is MessageEvent {
  return event.type === "message" && (event.mentioned || event.isDirect);
}

type AskOf = (event: MessageEvent) => Promise<boolean>;

/**
 * Whether a message is about a video that is known. Alone with the bot people ask on beside the thread as well as in it:
 * a message that stands by itself and brings no video then takes over the newest one, so that its own thread is known.
 * One after another in each thread, because what is said there next relies on it.
 */
export function createLatestVideoLookup(isKnown: AskOf, linkLatestVideo: AskOf): AskOf {
  const inOrder = createKeyedQueue();
  return (event) =>
    inOrder(
      event.thread,
      async () => (await isKnown(event)) || (standsAlone(event) && linkLatestVideo(event)),
    );
}

function standsAlone({ isDirect, beginsThread, attachments, links, text }: MessageEvent): boolean {
  const isBare = attachments.length + links.length === 0 && text.trim() !== "";
  return isDirect && beginsThread === true && isBare;
}

interface InFlight {
  readonly dispatch: Dispatch;
  /** Resolves when every event that came in so far has been worked on; never rejects. */
  settled(): Promise<void>;
  /** From here on events are refused, so that no platform takes them for heard. */
  close(): void;
}

/** Knows which events are being worked on, so that nothing they need is closed under them. */
export function createInFlight(dispatch: Dispatch): InFlight {
  const running = new Set<Promise<void>>();
  let isClosed = false;
  return {
    async dispatch(event, signal) {
      if (isClosed) throw new CuepointError("cancelled");
      const work = dispatch(event, signal);
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    },
    async settled() {
      await Promise.allSettled([...running]);
    },
    close() {
      isClosed = true;
    },
  };
}
