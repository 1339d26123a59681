import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { soundSentence } from "../src/summary/words.ts";
import type { CommandDeps } from "./shared/deps.ts";
import { threadSummary } from "./shared/thread-summary.ts";
import { transcriptFiles } from "./shared/transcript-files.ts";
import { asCovered } from "./shared/video-message.ts";

/** What is said in the thread's video, as the files that players and editors read; or why nothing was heard. */
export function createTranscript(deps: CommandDeps): CommandDefinition {
  return {
    name: "transcript",
    description: inEveryLanguage(({ commands }) => commands.transcript.description),
    needsVideo: false,
    about: "thread",
    hasFiles: true,
    isJob: false,
    options: [],
    async run({ event, thread }) {
      const { record, summary } = await threadSummary(deps, event.thread);
      const { cues, coverage } = summary;
      const message: OutgoingMessage = {
        kind: "notice",
        text: soundSentence(coverage.sound, catalogueFor(event.locale).summary),
        ...(cues.length > 0 && { files: transcriptFiles(cues) }),
      };
      await thread.post(asCovered(message, record.source));
    },
  };
}
