import type { CommandDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { inEveryLanguage } from "../../src/chat/locales/locales.ts";
import { encodeThreadId } from "../../src/chat/thread-id.ts";
import type { JobLimits } from "../../src/jobs/queue/fair-order.ts";

interface Asked {
  readonly id: string;
  readonly tenant?: string;
  readonly person?: string;
  readonly attachment?: string;
  readonly isAdmin?: boolean;
  readonly options?: CommandEvent["options"];
}

/** Somebody asks for a summary; the message's own id tells it from others. */
export function asked({
  id,
  tenant = "acme",
  person = "ann",
  attachment = `file-${id}`,
  ...more
}: Asked): CommandEvent {
  return {
    type: "command",
    id,
    command: "summarize",
    thread: encodeThreadId({ platform: "slack", tenant, channel: "talks", thread: id }),
    author: person,
    locale: "en",
    attachments: [{ platform: "slack", id: attachment, name: "talk.mp4", size: 1000 }],
    links: [],
    options: {},
    ...more,
  };
}

export function limits(changes: Partial<JobLimits> = {}): JobLimits {
  return {
    running: 2,
    runningPerTenant: 2,
    runningPerPerson: 2,
    queued: 1000,
    queuedPerTenant: 1000,
    queuedPerPerson: 1000,
    ...changes,
  };
}

export const unannounced = async (): Promise<void> => undefined;

export const unobserved = {
  refused: () => undefined,
  started: () => undefined,
  stepped: () => undefined,
  ended: () => undefined,
};

/** The slow command, which does this alone. */
export function summarizeBy(run: CommandDefinition["run"]): CommandDefinition {
  const description = inEveryLanguage(() => "");
  return { name: "summarize", description, needsVideo: true, isJob: true, options: [], run };
}
