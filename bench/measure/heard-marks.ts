import { createSpeechServer } from "../../src/sound/server/client.ts";
import type { Transcript } from "../../src/sound/transcript.ts";
import { systemClock } from "../../src/util/clock.ts";
import type { Flavour } from "../../test/fakes/speech-server/forms.ts";
import type { MisbehaviourKind } from "../../test/fakes/speech-server/misbehaviour.ts";
import { startSpeechServer } from "../../test/fakes/speech-server/speech-server.ts";
import { detectionNamed, listening, soundOfFile } from "./listening.ts";
import { silent } from "./silent.ts";

/** The servers, by what their answers look like, with a model's name that asks for that form. */
export const SERVERS: readonly (readonly [flavour: Flavour, model: string])[] = [
  ["speaches", "Systran/faster-whisper-small"],
  ["vllm", "openai/whisper-large-v3-turbo"],
  ["whisper.cpp", "whisper.cpp"],
  ["llama.cpp", "qwen3-asr"],
  ["openai-diarize", "gpt-4o-transcribe-diarize"],
];

interface Ears {
  readonly server: (typeof SERVERS)[number];
  readonly detection: "silero" | "loudness";
  /** What the server does wrong. */
  readonly wrong: MisbehaviourKind;
}

/** All that is heard of a file, by a server's double that hears marks and misbehaves. */
export async function hear(
  path: string,
  { server: [flavour, model], detection, wrong }: Ears,
): Promise<Transcript | null> {
  const double = await startSpeechServer({ flavour });
  double.misbehave(wrong);
  const client = createSpeechServer({
    ...{
      baseUrl: double.url,
      apiKey: undefined,
      model,
      clock: systemClock,
      timeoutMs: 60_000,
      logger: silent,
    },
  });
  try {
    const listen = listening(async () => client, detectionNamed(detection));
    return await listen(await soundOfFile(path), new AbortController().signal);
  } finally {
    await double.stop();
  }
}

export interface MarkFacts {
  readonly lost: number;
  /** Lines without a mark, and marks that never sounded or are there twice. */
  readonly invented: number;
  /** Seconds, by line: how far its time is from when its first mark sounds. */
  readonly errors: readonly number[];
}

/** Holds what was heard against the seconds in which marks sound. */
export function holdAgainst(told: Transcript | null, seconds: readonly number[]): MarkFacts {
  const lines = (told?.cues ?? []).map(({ start, text }) => ({ start, marks: marksIn(text) }));
  const marks = lines.flatMap((line) => line.marks);
  const known = marks.filter((mark, i) => seconds.includes(mark) && marks.indexOf(mark) === i);
  return {
    lost: seconds.length - known.length,
    invented: marks.length - known.length + lines.filter((line) => line.marks.length === 0).length,
    errors: lines.flatMap(({ start, marks: [first] }) =>
      first === undefined ? [] : [Math.abs(start - first)],
    ),
  };
}

function marksIn(text: string): number[] {
  return [...text.matchAll(/mark (\d+)/g)].map(([, second]) => Number(second));
}
