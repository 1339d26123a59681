import type { Vector } from "../../util/vectors.ts";

/**
 * Turns pictures and texts into vectors of one space: what is alike has a cosine near one. Throws CuepointError with a
 * `model-*` code, or `cancelled` when the signal aborts, which closes the connections as well.
 */
export interface Embedder {
  /** The model. Vectors of another one cannot be compared. */
  readonly name: string;
  /** The cosine of a picture and a word that means another one, as measured: what is no higher says nothing. */
  readonly unlike: number;
  /** In the pictures' order. */
  pictures(jpegs: readonly Buffer[], signal: AbortSignal): Promise<readonly Vector[]>;
  text(text: string, signal: AbortSignal): Promise<Vector>;
}

/** Null where none is configured, or where the one that is cannot be used at the moment. Rejects for the signal alone. */
export type EmbedderSource = (signal: AbortSignal) => Promise<Embedder | null>;
