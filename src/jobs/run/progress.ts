import { catalogueFor } from "../../chat/locales/locales.ts";
import type { OutgoingMessage } from "../../chat/message.ts";
import type { Job } from "../../store/jobs.ts";
import type { Eta } from "../limits/eta.ts";

type JobText = "starting" | "waitingForRoom" | "tryingAgain" | "takenUpAgain";
type JobEnd = "done" | "failed" | "stopped";

const SECOND_MS = 1_000;

/** A job's progress message while it is unfinished: with a button that stops it. */
function unfinishedMessage({ id, event }: Pick<Job, "id" | "event">, text: string): OutgoingMessage {
  const { jobs } = catalogueFor(event.locale);
  return { kind: "progress", text, actions: [{ id: "stop", label: jobs.stop, value: id, style: "danger" }] };
}

export function waitingMessage(job: Job, position: number, eta: Eta): OutgoingMessage {
  const { jobs } = catalogueFor(job.event.locale);
  const minutes = eta.minutesToStart(position);
  const text =
    minutes === null ? jobs.waiting(job.id, position) : jobs.waitingWithEta(job.id, position, minutes);
  return unfinishedMessage(job, text);
}

export function stateMessage(job: Job, text: JobText): OutgoingMessage {
  return named(job, unfinishedMessage(job, catalogueFor(job.event.locale).jobs[text]));
}

/** What a command says of its progress, with the rest of the job's time where it is known. */
export function runningMessage(job: Job, said: OutgoingMessage, minutesLeft: number | null): OutgoingMessage {
  const { jobs } = catalogueFor(job.event.locale);
  const text = minutesLeft === null ? said.text : jobs.withEta(said.text, minutesLeft);
  return named(job, { ...said, ...unfinishedMessage(job, text) });
}

/** The line moves and the id stays: who has two jobs needs it to stop one. */
function named({ id, event }: Job, message: OutgoingMessage): OutgoingMessage {
  return { ...message, footer: [catalogueFor(event.locale).jobs.named(id)] };
}

/** A summary with how long it took in its small print. `tookMs` is from the question to the answer. */
export function timedMessage(
  { event }: Pick<Job, "event">,
  message: OutgoingMessage,
  tookMs: number,
): OutgoingMessage {
  if (message.kind !== "summary") return message;
  const { jobs } = catalogueFor(event.locale);
  const took = jobs.doneIn(Math.max(1, Math.round(tookMs / SECOND_MS)));
  return { ...message, footer: [...(message.footer ?? []), took] };
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
