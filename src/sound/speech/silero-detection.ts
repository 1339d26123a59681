import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Span } from "../piece.ts";
import { SAMPLE_RATE } from "../pieces/samples.ts";
import { WINDOW } from "./loudness.ts";
import { SHORTEST_PAUSE, SHORTEST_SPEECH, type SpeechDetection } from "./speech-detector.ts";

/** What we use of sherpa-onnx-node, which has no types of its own. */
interface SherpaVad {
  acceptWaveform(samples: Float32Array): void;
  isEmpty(): boolean;
  /** `start` in samples from the first. False: the samples are copied into memory of Node's. */
  front(inMemoryOfItsOwn: boolean): { readonly start: number; readonly samples: Float32Array };
  pop(): void;
  flush(): void;
}

interface Sherpa {
  readonly Vad: new (config: object, bufferSeconds: number) => SherpaVad;
}

const MODEL = fileURLToPath(new URL("silero_vad_v5.onnx", import.meta.url));
/** Seconds; longer speech is divided at its next short pause, which leaves room for that in a piece of 28. */
const LONGEST_SPEECH = 24;
const BUFFER_SECONDS = 60;

const CONFIG = {
  sileroVad: {
    model: MODEL,
    threshold: 0.5,
    minSpeechDuration: SHORTEST_SPEECH,
    minSilenceDuration: SHORTEST_PAUSE,
    windowSize: WINDOW,
    maxSpeechDuration: LONGEST_SPEECH,
  },
  sampleRate: SAMPLE_RATE,
  numThreads: 1,
  debug: false,
};

/** Silero VAD through sherpa-onnx-node; null where this optional package is not installed or does not run here. */
export function loadSileroDetection(): SpeechDetection | null {
  try {
    const { Vad }: Sherpa = createRequire(import.meta.url)("sherpa-onnx-node");
    const create = () => new Vad(CONFIG, BUFFER_SECONDS);
    // A first one tells whether the model can be read.
    create();
    return { name: "silero", strict: false, start: () => createDetector(create()) };
  } catch {
    return null;
  }
}

function createDetector(vad: SherpaVad): ReturnType<SpeechDetection["start"]> {
  const stretches: Span[] = [];
  const collect = () => {
    for (; !vad.isEmpty(); vad.pop()) {
      const { start, samples } = vad.front(false);
      stretches.push({ start: start / SAMPLE_RATE, end: (start + samples.length) / SAMPLE_RATE });
    }
  };
  return {
    push(window) {
      vad.acceptWaveform(Float32Array.from(window, (sample) => sample / 32_768));
      collect();
    },
    end() {
      vad.flush();
      collect();
      return stretches;
    },
  };
}
