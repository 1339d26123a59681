import type { OutgoingMessage } from "../chat/message.ts";
import type { MessageRef, Thread } from "../chat/thread.ts";
import type { Outbox } from "../store/outbox.ts";
import type { JobKey } from "./job.ts";

export interface OutboxOptions {
  readonly thread: Thread;
  readonly outbox: Outbox;
  readonly job: JobKey;
  /** Rejects where another process speaks for the job now. */
  readonly assertMine: () => Promise<void>;
  /** Makes a progress message as the command posts it into the one that is shown; null: not worth showing. */
  readonly dressProgress: (message: OutgoingMessage) => OutgoingMessage | null;
}

export interface OutboxThread extends Thread {
  /** True where the job's answer, or the word of its failure, has reached the thread whole. */
  isAnswered(): Promise<boolean>;
  /** The last state of the progress message, where there is one. */
  end(message: OutgoingMessage): Promise<void>;
}

const FINAL: readonly OutgoingMessage["kind"][] = ["summary", "answer", "error"];

/**
 * A thread in which a job says nothing twice. All progress is one message. Every other message is a part with a name
 * that is the same in each try, "final" being the first that answers: what has been posted of it is written down, and
 * a part that has been posted whole is not posted again.
 */
export function createOutboxThread(options: OutboxOptions): OutboxThread {
  const { thread, outbox, job, assertMine, dressProgress } = options;
  const counts = new Map<string, number>();

  const deliver = async (part: string, message: OutgoingMessage): Promise<MessageRef> => {
    const posted = [...((await outbox.get(job.tenant, job.id, part))?.posted ?? [])];
    const onPosted = async (ref: MessageRef) => {
      if (posted.includes(ref)) return;
      posted.push(ref);
      await outbox.addPosted(job.tenant, job.id, part, ref);
    };
    const ref = await thread.post(message, { key: `${job.id}-${part}`, posted: [...posted], onPosted });
    await onPosted(ref);
    await outbox.finish(job.tenant, job.id, part);
    return ref;
  };
  const shown = async (part: string) => {
    const record = await outbox.get(job.tenant, job.id, part);
    return record?.done ? record.posted[0] : undefined;
  };
  const showProgress = async (message: OutgoingMessage): Promise<MessageRef> => {
    const dressed = dressProgress(message);
    const ref = await shown("progress");
    if (dressed && ref === undefined) return deliver("progress", dressed);
    if (dressed && ref !== undefined) await thread.edit(ref, dressed);
    return ref ?? "";
  };
  const nameOf = (kind: OutgoingMessage["kind"]) => {
    const base = FINAL.includes(kind) ? "final" : kind;
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  };

  return {
    id: thread.id,
    limits: thread.limits,
    async post(message) {
      await assertMine();
      if (message.kind === "progress") return showProgress(message);
      const part = nameOf(message.kind);
      return (await shown(part)) ?? deliver(part, retryable(message, job));
    },
    async edit(ref, message) {
      await assertMine();
      if (message.kind === "progress") await showProgress(message);
      else await thread.edit(ref, message);
    },
    isAnswered: async () => (await shown("final")) !== undefined,
    async end(message) {
      const ref = await shown("progress");
      if (ref !== undefined) await thread.edit(ref, message);
    },
  };
}

/** Whoever wrote the message knows no jobs; what its button does again is the one that posts it. */
function retryable(message: OutgoingMessage, { id }: JobKey): OutgoingMessage {
  if (!message.actions) return message;
  const actions = message.actions.map((action) =>
    action.id === "retry" ? { ...action, value: id } : action,
  );
  return { ...message, actions };
}
