import { readFile } from "node:fs/promises";
import type { SpeechSource } from "../../sound/server/speech-source.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const speechFinding = findingsOf("speech");

/** A short WAV of 16 kHz, what it says, and how a model may write the word that counts. */
interface SpokenSample {
  readonly wav: Uint8Array;
  readonly seconds: number;
  readonly says: string;
  readonly word: RegExp;
}

/** Said by espeak-ng. */
export async function spokenSample(): Promise<SpokenSample> {
  const wav = await readFile(new URL("spoken-sample.wav", import.meta.url));
  return { wav, seconds: 1.45, says: "The number is seven.", word: /seven|7/i };
}

/** Plays a spoken sample to the server, as a video's sound would be. The source is null where the settings turn it off. */
export function checkSpeech(source: SpeechSource | null, sample: () => Promise<SpokenSample>): Check {
  return {
    part: "speech",
    limitMs: 300_000,
    async run(signal) {
      if (source === null) return [speechFinding("fine", ({ speech }) => speech.off)];
      const server = await source(signal);
      if (server === null) return [speechFinding("warning", ({ speech }) => speech.none)];
      const { wav, seconds, says, word } = await sample();
      const span = { start: 0, end: seconds };
      const { lines } = await server.hear({ index: 0, ...span, wav, speech: [span] }, "en", signal);
      const form = server.form() ?? "text";
      const findings: Finding[] = [
        speechFinding(form === "text" ? "warning" : "fine", ({ speech }) => speech.forms[form](server.name)),
      ];
      const heard = lines.map(({ text }) => text).join(" ");
      if (word.test(heard)) return findings;
      return [...findings, speechFinding("warning", ({ speech }) => speech.misheard(says, heard))];
    },
  };
}
