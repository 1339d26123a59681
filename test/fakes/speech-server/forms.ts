import type { Misbehaviour } from "./misbehaviour.ts";
import type { Said } from "./words.ts";

/** Whose answers the double gives. */
export type Flavour = "speaches" | "vllm" | "whisper.cpp" | "llama.cpp" | "openai-diarize";

export interface Answering {
  readonly flavour: Flavour;
  readonly format: string;
  /** The code of the language that the answer is in. */
  readonly language: string;
  readonly seconds: number;
  readonly misbehaviour: Misbehaviour | null;
}

/** Why a form of answer is refused, in the server's own words; null where it is given. */
export function refusalOf({ flavour, format, misbehaviour }: Answering): string | null {
  if (flavour === "llama.cpp" && format !== "json")
    return "Only 'json' response_format is supported for transcription";
  if (misbehaviour?.kind === "no-verbose" && format !== "json")
    return "Currently do not support verbose_json for this model";
  if (flavour === "openai-diarize" && format === "verbose_json")
    return "response_format 'verbose_json' is not compatible with model";
  if (flavour === "vllm" && ["srt", "vtt"].includes(format))
    return "Currently only support response_format: `text`, `json` or `verbose_json`";
  return null;
}

/** The body of an answer, in the form that was asked for. */
export function bodyOf(said: readonly Said[], answering: Answering): unknown {
  const { format, language, flavour, misbehaviour, seconds } = answering;
  const text = said.map((one) => one.text).join(" ");
  if (format === "json") return { text, usage: { type: "duration", seconds: Math.round(seconds) } };
  const hasTextNumbers = flavour === "vllm" || misbehaviour?.kind === "text-numbers";
  if (format === "diarized_json") {
    const segments = said.map((one, i) => ({
      ...{ type: "transcript.text.segment", id: `seg_${i}`, start: one.start, end: one.end },
      ...{ text: one.text, speaker: i % 2 === 0 ? "A" : "B" },
    }));
    return { task: "transcribe", duration: seconds, text, segments };
  }
  return {
    task: "transcribe",
    language: flavour === "whisper.cpp" ? nameOf(language) : language,
    duration: hasTextNumbers ? String(seconds) : seconds,
    text,
    segments: said.map((one, i) => segmentOf(one, i, answering, said[i + 1]?.start)),
  };
}

function segmentOf(
  { start, end, text, silence }: Said,
  id: number,
  { flavour, misbehaviour }: Answering,
  next = end,
): Record<string, unknown> {
  const isText = misbehaviour?.kind === "text-numbers";
  return {
    ...{ id, seek: 0, text: ` ${text}`, tokens: [50_364], temperature: 0 },
    ...{ start: timeOf(start, misbehaviour?.kind), end: timeOf(end, misbehaviour?.kind) },
    // Its lines last until the next one begins, and its words say when they were said.
    ...(flavour === "whisper.cpp" && { end: next, words: [{ word: text, start, end, probability: 0.9 }] }),
    avg_logprob: silence > 0.5 ? -1.4 : -0.2,
    ...(flavour !== "whisper.cpp" && { compression_ratio: isText ? "1.1" : 1.1 }),
    no_speech_prob: flavour === "vllm" || isText ? null : silence,
  };
}

function timeOf(seconds: number, kind: Misbehaviour["kind"] | undefined): number | string | null {
  if (kind === "no-times") return null;
  if (kind === "text-numbers") return String(seconds);
  return kind === "nanoseconds" ? Math.round(seconds * 1e9) : seconds;
}

function nameOf(code: string): string {
  return (new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code).toLowerCase();
}
