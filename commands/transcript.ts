import type { CommandDefinition } from "../src/chat/command.ts";
import { catalogueFor, inEveryLanguage } from "../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../src/chat/message.ts";
import { soundSentence } from "../src/summary/words.ts";
import { askedSummary } from "./shared/buttons/asked-summary.ts";
import type { CommandDeps } from "./shared/deps.ts";
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
    async run(context) {
      const { event, thread } = context;
      const asked = await askedSummary(deps, context);
      if (!asked) return;
      const { record, summary } = asked;
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
