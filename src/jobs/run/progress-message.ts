import { catalogueFor } from "../../chat/locales/locales.ts";
import type { OutgoingMessage } from "../../chat/message.ts";
import type { Thread } from "../../chat/thread.ts";
import type { Job } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import type { Eta } from "../limits/eta.ts";
import { createOutboxThread, type OutboxThread } from "./outbox-thread.ts";

export type StateText = "starting" | "waitingForRoom" | "tryingAgain" | "takenUpAgain";
type JobEnd = "done" | "failed" | "stopped";

const SECOND_MS = 1_000;

export function waitingMessage(job: Job, position: number, eta: Eta): OutgoingMessage {
  const { jobs } = catalogueFor(job.event.locale);
  const minutes = eta.minutesToStart(position);
  const text =
    minutes === null ? jobs.waiting(job.id, position) : jobs.waitingWithEta(job.id, position, minutes);
  return unfinishedMessage(job, text);
}

export function stateMessage(job: Job, state: StateText, minutesLeft: number | null): OutgoingMessage {
  return runningMessage(job, catalogueFor(job.event.locale).jobs[state], minutesLeft);
}

/** With the rest of the job's time where it is known, and the job's id: a person with two jobs needs it to stop one. */
export function runningMessage(job: Job, text: string, minutesLeft: number | null): OutgoingMessage {
  const { jobs } = catalogueFor(job.event.locale);
  const full = minutesLeft === null ? text : jobs.withEta(text, minutesLeft);
  return { ...unfinishedMessage(job, full), footer: [jobs.named(job.id)] };
}

/** With a button that stops the job. */
function unfinishedMessage({ id, event }: Pick<Job, "id" | "event">, text: string): OutgoingMessage {
  const { jobs } = catalogueFor(event.locale);
  return { kind: "progress", text, actions: [{ id: "stop", label: jobs.stop, value: id, style: "danger" }] };
}

export function endMessage({ event }: Pick<Job, "event">, end: JobEnd): OutgoingMessage {
  const { jobs } = catalogueFor(event.locale);
  // A full bar under "Stopped." would say the opposite of the words.
  return {
    kind: "progress",
    text: jobs[end],
    ...(end === "done" && { progress: { step: "reply", done: true } }),
  };
}

/**
 * A command's message with what only the job knows: under a summary how long it took since it was asked for, and for a button
 * that tries again the job's id.
 */
export function asJobMessage(job: Job, message: OutgoingMessage, tookMs: number): OutgoingMessage {
  const { jobs } = catalogueFor(job.event.locale);
  const took = jobs.doneIn(Math.max(1, Math.round(tookMs / SECOND_MS)));
  const footer = message.kind === "summary" ? [...(message.footer ?? []), took] : message.footer;
  const actions = message.actions?.map((action) =>
    action.id === "retry" ? { ...action, value: job.id } : action,
  );
  return { ...message, ...(footer && { footer }), ...(actions && { actions }) };
}

/** Where a job speaks that no process runs: its messages are still said only once. */
export function idleThread(thread: Thread, outbox: Outbox, job: Job): OutboxThread {
  const assertMine = async () => undefined;
  return createOutboxThread({ thread, outbox, job, assertMine, hasAttention: () => false });
}
