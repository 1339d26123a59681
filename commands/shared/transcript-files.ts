import type { OutgoingFile } from "../../src/chat/message.ts";
import { toSrt, toVtt } from "../../src/sound/captions/timed-text.ts";
import type { Cue } from "../../src/sound/transcript.ts";

/** What was said, as the files that players and editors read; none where nothing was. */
export function transcriptFiles(cues: readonly Cue[]): OutgoingFile[] {
  if (cues.length === 0) return [];
  return [
    { name: "transcript.vtt", mediaType: "text/vtt", data: Buffer.from(toVtt(cues)) },
    { name: "transcript.srt", mediaType: "application/x-subrip", data: Buffer.from(toSrt(cues)) },
  ];
}
