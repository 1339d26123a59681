import type { Piece, Span } from "../piece.ts";

/** What a model says of how sure it is of a line; null where it says nothing. */
interface Confidence {
  readonly noSpeechProbability: number | null;
  readonly averageLogProbability: number | null;
  /** Text that repeats itself compresses well. */
  readonly compressionRatio: number | null;
}

export interface HeardLine extends Span {
  readonly text: string;
  /** As the server calls them in this piece. */
  readonly speaker?: string;
  readonly confidence: Confidence;
}

/** What was heard in one piece. It is plain data, so that it can be kept for a restart. */
export interface HeardPiece extends Span {
  readonly index: number;
  /** BCP 47, as the server says; null where it says nothing. */
  readonly language: string | null;
  /** The model's name. */
  readonly by: string;
  /** In order of time, within the piece; empty where nothing was said. */
  readonly lines: readonly HeardLine[];
}

/** A piece as it is kept: another division of the sound, or another range of the video, counts its pieces otherwise. */
export interface KeptPiece extends Omit<HeardPiece, "index"> {
  /** The language that the server was told (BCP 47); null where it was to find out itself. */
  readonly asked: string | null;
}

/** What hears: the same model at another address may be another one. */
export interface Hearer {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
}

/** How a server answers: lines with times, also with speakers, or text alone. */
export type AnswerForm = "lines" | "speakers" | "text";

/** A model that turns speech into text. */
export interface SpeechServer {
  /** The model's name, to be shown. */
  readonly name: string;
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** How it answered last; null until then. */
  form(): AnswerForm | null;
  /** `language` is that of the video, where it is known. Throws `cancelled` and `speech-*` errors. */
  hear(piece: Piece, language: string | null, signal: AbortSignal): Promise<HeardPiece>;
}
