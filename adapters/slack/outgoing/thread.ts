import { randomUUID } from "node:crypto";
import { type Answers, isPersonal } from "../../../src/chat/answers.ts";
import type { Edits } from "../../../src/chat/delivery/edits.ts";
import type { KeyedQueue } from "../../../src/chat/delivery/keyed-queue.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { type Delivery, isClosed, type MessageRef, type Thread } from "../../../src/chat/thread.ts";
import type { ThreadAddress, ThreadId } from "../../../src/chat/thread-id.ts";
import { asCuepointError, type CuepointError } from "../../../src/errors.ts";
import type { Logger } from "../../../src/logger.ts";
import { readFailure, toCuepointError } from "../errors.ts";
import { BYTES_PER_FILE, EDIT_INTERVAL, FILES_PER_MESSAGE, LIMITS } from "../limits.ts";
import { withoutCardPictures } from "../render/carousel.ts";
import { blocksOf, fileParts, type Part, partsOf } from "../render/parts.ts";
import { type Location, type SlackApi, timestampOf } from "../web/api.ts";
import type { ChangePosted } from "./change-posted.ts";
import type { Headlines } from "./headlines.ts";
import type { PostedParts } from "./post-once.ts";
import type { PostPart } from "./post-part.ts";
import type { EditPace } from "./rates.ts";
import type { TellRequester } from "./requesters.ts";
import type { Sessions } from "./sessions.ts";

const THREAD_LIMITS: Thread["limits"] = {
  textLength: LIMITS.message,
  filesPerMessage: FILES_PER_MESSAGE,
  bytesPerFile: BYTES_PER_FILE,
  editInterval: EDIT_INTERVAL,
  isBrief: true,
};

interface ThreadOptions {
  readonly postPart: PostPart;
  readonly changePosted: ChangePosted;
  readonly postedParts: PostedParts;
  /** Shared by all threads of an adapter, as are `edits` and their pace. */
  readonly queue: KeyedQueue;
  readonly edits: Edits;
  readonly editPace: EditPace;
  readonly api: Pick<SlackApi, "whisper" | "permalink">;
  /** By an event's id, the one person who is to see the answer. */
  readonly ephemeral: Answers<string>;
  readonly sessions: Pick<Sessions, "showWork">;
  readonly headlines: Pick<Headlines, "show">;
  readonly tellRequester: TellRequester;
  readonly logger: Logger;
  /** Whether the cards of a summary carry their pictures; see SlackOptions. */
  readonly cardPictures: boolean;
  /** The event in answer to which it was opened. */
  readonly answering: string | undefined;
}

export function createThread(id: ThreadId, address: ThreadAddress, options: ThreadOptions): Thread {
  const { changePosted, queue, edits, editPace, headlines } = options;
  const location: Location = { channel: address.channel, thread: address.thread };
  let closed: CuepointError | null = null;

  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> =>
    queue(id, async () => {
      // Messages queued behind the first refusal would only be refused again.
      if (closed) throw closed;
      try {
        return await task();
      } catch (error) {
        const translated = await explain(error, id, options);
        if (isClosed(translated)) closed = translated;
        throw translated;
      }
    });

  const deliver = createDeliver(location, options);
  const partsIn = (message: OutgoingMessage) =>
    partsOf(options.cardPictures ? message : withoutCardPictures(message));

  const change = async (ref: MessageRef, message: OutgoingMessage) => {
    const [first, ...further] = partsIn(message);
    if (first?.kind !== "blocks") throw new TypeError("a message must say something");
    const isThere = await changePosted.change(location, ref, first);
    if (isThere && further.length > 0) await deliver(further, undefined);
    void headlines.show(location, message);
  };

  return {
    id,
    limits: THREAD_LIMITS,
    async post(message, delivery) {
      const notice = delivery ? null : await sayAlone(message, location, options);
      if (notice !== null) return notice;
      const ref = await inTurn(() => deliver(partsIn(message), delivery));
      const shown = headlines.show(location, message);
      // A lasting delivery ends only once the channel's line has changed too: after a crash in between both are tried again.
      if (delivery) await shown;
      return ref;
    },
    edit: (ref, message) =>
      edits(`${location.channel}:${ref}`, message, (pending) =>
        inTurn(() => editPace.run(pending.isUrgent, () => change(ref, pending.take()))),
      ),
    remove: (ref) => inTurn(() => changePosted.remove(location, ref)),
    addressOf: (ref) => addressOf(ref, location, options),
    showWork: (isAtWork) => options.sessions.showWork(location, isAtWork),
  };
}

type Deliver = (parts: readonly Part[], delivery: Delivery | undefined) => Promise<MessageRef>;

/** Posts those parts that are not there yet, and reports each as soon as Slack has it. */
function createDeliver(location: Location, { postPart, changePosted, postedParts }: ThreadOptions): Deliver {
  return async (parts, delivery) => {
    const key = delivery?.key ?? randomUUID();
    const recorded = delivery?.posted ?? [];
    const isLookedFor = delivery !== undefined && recorded.length < parts.length;
    const earlier = isLookedFor
      ? await postedParts({ location, key, files: fileParts(parts) })
      : new Map<number, MessageRef>();
    const refs: MessageRef[] = [];
    const put = (part: Part, number: number) => {
      const tag = { key, part: number };
      const replaces = number === 0 ? delivery?.replaces : undefined;
      return replaces === undefined
        ? postPart.post(location, part, tag)
        : changePosted.replace(location, replaces, part, tag);
    };
    for (const [number, part] of parts.entries()) {
      let ref = recorded[number];
      if (ref === undefined) {
        ref = earlier.get(number) ?? (await put(part, number));
        await delivery?.onPosted(ref);
      }
      refs.push(ref);
    }
    const [first] = refs;
    if (first === undefined) throw new TypeError("a message must say something");
    return first;
  };
}

/** One line in the log for what Slack refused, and our own code for the core. */
async function explain(error: unknown, id: ThreadId, { tellRequester, logger }: ThreadOptions) {
  const failure = readFailure(error);
  const translated = toCuepointError(error);
  if (failure) {
    const { code } = asCuepointError(translated);
    const { reason, needed, messages } = failure;
    logger.warn({ thread: id, code, reason, needed, messages }, "Slack did not take a message");
    await tellRequester(id, code);
  }
  return translated;
}

/** Answers the person alone who pressed a button. Null where the message is for everyone, or Slack did not take it. */
async function sayAlone(
  message: OutgoingMessage,
  location: Location,
  { api, ephemeral, answering, logger }: ThreadOptions,
): Promise<MessageRef | null> {
  const user = isPersonal(message) ? ephemeral.wayOf(answering) : null;
  const [part, ...further] = partsOf(message);
  if (user === null || part?.kind !== "blocks" || further.length > 0) return null;
  try {
    return await api.whisper(location, user, { blocks: blocksOf(part), text: part.fallback });
  } catch (error) {
    logger.info({ reason: readFailure(error)?.reason }, "could not answer a person alone");
    return null;
  }
}

/** A message of files has no timestamp to ask by. What Slack will not say is not worth an error. */
async function addressOf(
  ref: MessageRef,
  { channel }: Location,
  { api }: ThreadOptions,
): Promise<string | null> {
  try {
    return await api.permalink(channel, timestampOf(ref));
  } catch {
    return null;
  }
}
