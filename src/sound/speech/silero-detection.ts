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
const BUFFER_SECONDS = 32;

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
    // A first one tells whether the model can be read; it is used, because each takes megabytes.
    let spare: SherpaVad | null = new Vad(CONFIG, BUFFER_SECONDS);
    const take = () => {
      const vad = spare ?? new Vad(CONFIG, BUFFER_SECONDS);
      spare = null;
      return vad;
    };
    return { name: "silero", strict: false, start: () => createDetector(take()) };
  } catch {
    return null;
  }
}

function createDetector(vad: SherpaVad): ReturnType<SpeechDetection["start"]> {
  const stretches: Span[] = [];
  const samples = new Float32Array(WINDOW);
  const collect = () => {
    for (; !vad.isEmpty(); vad.pop()) {
      const { start, samples: spoken } = vad.front(false);
      stretches.push({ start: start / SAMPLE_RATE, end: (start + spoken.length) / SAMPLE_RATE });
    }
  };
  return {
    push(window) {
      // It takes a copy.
      for (let i = 0; i < WINDOW; i++) samples[i] = (window[i] ?? 0) / 32_768;
      vad.acceptWaveform(samples);
      collect();
    },
    end() {
      vad.flush();
      collect();
      return stretches;
    },
  };
}
