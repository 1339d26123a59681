import { loudnessDetection } from "./loudness-detection.ts";
import { loadSileroDetection } from "./silero-detection.ts";
import type { SpeechDetection } from "./speech-detector.ts";

/** The best detection that this installation has; loading takes a moment and some memory, so once for the program. */
export function chooseSpeechDetection(): SpeechDetection {
  return loadSileroDetection() ?? loudnessDetection;
}
