import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import { tenantOf } from "../src/chat/thread-id.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { knownThread } from "./shared/original.ts";

/** What a "not helpful" is about: one segment by its position, or the whole. */
function segmentOf(about: string): number | null {
  const position = Number(/^segment-(\d{1,3})$/.exec(about)?.[1]);
  return Number.isInteger(position) ? position : null;
}

/** Keeps a person's verdict with the segment, the model and the prompt's version. */
export function createFeedbackCommand({ store, now, ...deps }: CommandDeps): CommandDefinition {
  return {
    name: "feedback",
    description: inEveryLanguage(({ commands }) => commands.feedback.description),
    needsVideo: false,
    about: "message",
    isJob: false,
    options: [],
    async run({ event, thread }) {
      const record = await knownThread({ store, now, ...deps }, event.thread);
      const found = await store.contexts.summary(tenantOf(event.thread), record.contextKey);
      await store.feedback.put(event.author, {
        thread: event.thread,
        segment: segmentOf(String(event.options.about ?? "")),
        verdict: event.options.verdict === "helpful" ? "helpful" : "wrong",
        model: found?.summary.model ?? null,
        promptVersion: found?.summary.promptVersion ?? "",
        at: now(),
      });
      await thread.post({ kind: "notice", text: catalogueFor(event.locale).questions.thanks });
    },
  };
}
