import type { OutgoingMessage } from "../../chat/message.ts";
import { isAway, isClosed, type MessageRef, type Thread } from "../../chat/thread.ts";
import { CuepointError } from "../../errors.ts";
import type { JobKey } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import { PARTS } from "./earlier-parts.ts";
import { createFinalMessage } from "./final-message.ts";

export interface OutboxOptions {
  readonly thread: Thread;
  readonly outbox: Outbox;
  readonly job: JobKey;
  /** Rejects where another process speaks for the job now. */
  readonly assertMine: () => Promise<void>;
  /** Whether the person who asked is likely to be looking still. */
  readonly hasAttention: () => boolean;
  /** The thread takes nothing more, now or later. */
  readonly onClosed?: (error: CuepointError) => void;
}

export interface OutboxThread extends Thread {
  /** True where the job's answer, or the word of its failure, has reached the thread whole. */
  isAnswered(): Promise<boolean>;
  /** True where some of the answer has. */
  isBegun(): Promise<boolean>;
  /** Gives up what is missing of the answer: what has reached the thread counts as all of it. */
  settle(): Promise<void>;
  /** Why the platform did not take what was said last; null where it did. */
  away(): CuepointError | null;
  /** The last state of the progress message, where there is one and it stays. Where the job is done, its summary has taken the place of the parts. */
  end(message: OutgoingMessage, isDone?: boolean): Promise<void>;
}

const FINAL: readonly OutgoingMessage["kind"][] = ["summary", "answer", "error"];

/** The job's answer, or the word of its failure. */
export function isFinal({ kind }: OutgoingMessage): boolean {
  return FINAL.includes(kind);
}

/**
 * Promises: a job says nothing twice in its thread, whichever process dies when. All progress is one message. Every other message is a part with a name
 * that is the same in each try, "final" being the first that answers: what has been posted of it is written down, and
 * a part that has been posted whole is not posted again.
 */
export function createOutboxThread(options: OutboxOptions): OutboxThread {
  const { outbox, job, assertMine } = options;
  const { thread, away } = heeded(options);
  const final = createFinalMessage(options);
  const { shown, deliver } = createDeliveries(thread, options);
  const nameOf = createNames();

  const isBegun = async () => ((await outbox.get(job.tenant, job.id, "final"))?.posted.length ?? 0) > 0;

  /** What stands in the thread in part is continued there, or not at all. */
  const progressInstead = async () => ((await isBegun()) ? undefined : shown("progress"));

  const showProgress = async (message: OutgoingMessage): Promise<MessageRef> => {
    const ref = await shown("progress");
    if (ref === undefined) return deliver("progress", message);
    // What may be the answer already is no progress any more.
    if (!(await final.hasReplaced(ref))) await thread.edit(ref, message);
    return ref;
  };

  const postFinal = async (message: OutgoingMessage): Promise<MessageRef> => {
    const replaces = await final.choose(message, await shown("progress"));
    try {
      return await deliver("final", message, replaces);
    } catch (error) {
      const mayMove = replaces === undefined && isForbidden(error);
      const progress = mayMove ? await progressInstead() : undefined;
      if (progress === undefined) throw error;
      // Who may write nothing new may still change what stands there.
      await final.replace(progress);
      return deliver("final", message, progress);
    }
  };

  return {
    id: thread.id,
    limits: thread.limits,
    async post(message) {
      await assertMine();
      if (message.kind === "progress") return showProgress(message);
      const part = nameOf(message);
      const posted = await shown(part);
      if (posted !== undefined) return posted;
      return part === "final" ? postFinal(message) : deliver(part, message);
    },
    async edit(ref, message) {
      await assertMine();
      if (message.kind === "progress") await showProgress(message);
      else await thread.edit(ref, message);
    },
    async remove(ref) {
      await assertMine();
      await thread.remove(ref);
    },
    addressOf: (ref) => thread.addressOf(ref),
    away,
    isAnswered: async () => (await shown("final")) !== undefined,
    isBegun,
    settle: () => outbox.finish(job.tenant, job.id, "final"),
    async end(message, isDone = false) {
      if (isDone) await removeParts(thread, options);
      const ref = await shown("progress");
      if (ref === undefined) return;
      const fate = (await shown("final")) === undefined ? "stays" : await final.fate();
      if (fate === "stays") await thread.edit(ref, message);
      if (fate === "goes") await thread.remove(ref);
    },
  };
}

/** Takes note of a platform that is away, and of a thread that has closed. */
function heeded({
  thread,
  onClosed,
}: OutboxOptions): Pick<OutboxThread, "away"> & { readonly thread: Thread } {
  let away: CuepointError | null = null;
  const heed = async <Result>(speaking: Promise<Result>): Promise<Result> => {
    try {
      const result = await speaking;
      away = null;
      return result;
    } catch (error) {
      if (isClosed(error)) onClosed?.(error);
      away = isAway(error) ? error : null;
      throw error;
    }
  };
  return {
    away: () => away,
    thread: {
      ...thread,
      post: (...message) => heed(thread.post(...message)),
      edit: (...message) => heed(thread.edit(...message)),
      remove: (ref) => heed(thread.remove(ref)),
    },
  };
}

function isForbidden(error: unknown): boolean {
  return error instanceof CuepointError && error.code === "permission-missing";
}

function createDeliveries(thread: Thread, { outbox, job: { tenant, id } }: OutboxOptions) {
  return {
    /** Where a part begins that has been posted whole. */
    async shown(part: string): Promise<MessageRef | undefined> {
      const record = await outbox.get(tenant, id, part);
      return record?.done ? record.posted[0] : undefined;
    },
    async deliver(part: string, message: OutgoingMessage, replaces?: MessageRef): Promise<MessageRef> {
      const posted = [...((await outbox.get(tenant, id, part))?.posted ?? [])];
      const onPosted = async (ref: MessageRef) => {
        if (posted.includes(ref)) return;
        posted.push(ref);
        await outbox.addPosted(tenant, id, part, ref);
      };
      const delivery = { key: `${id}-${part}`, posted: [...posted], onPosted };
      const ref = await thread.post(message, replaces === undefined ? delivery : { ...delivery, replaces });
      await onPosted(ref);
      await outbox.finish(tenant, id, part);
      return ref;
    },
  };
}

/** The same name for the same message of each try. */
function createNames() {
  const counts = new Map<string, number>();
  return ({ kind, part = "" }: OutgoingMessage): string => {
    if (kind === "part") return `${PARTS}${part}`;
    const base = FINAL.includes(kind) ? "final" : kind;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  };
}

/** The summary has taken their place. */
async function removeParts(thread: Thread, { outbox, job: { tenant, id } }: OutboxOptions): Promise<void> {
  const parts = (await outbox.list(tenant, id)).filter(({ part }) => part.startsWith(PARTS));
  const remove = async ({ part, posted }: (typeof parts)[number]) => {
    for (const ref of posted) await thread.remove(ref);
    await outbox.delete(tenant, id, part);
  };
  // One that cannot be removed does not keep the others.
  const failed: unknown[] = [];
  for (const part of parts) await remove(part).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}
