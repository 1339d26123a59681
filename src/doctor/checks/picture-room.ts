import { CuepointError } from "../../errors.ts";
import type { VisionModel } from "../../vision/model.ts";
import { askProof } from "../../vision/proof/proof.ts";

/** A server that takes too many pictures for an error says so before it looks at one. Milliseconds. */
const REFUSES_WITHIN = 5_000;
/** Tokens of one of these small pictures, and of the few words beside them. */
const PICTURE_TOKENS = 66;
const TEXT_TOKENS = 500;

export interface PictureRoom {
  readonly pictures: number;
  readonly isTaken: boolean;
}

/**
 * Sends as many small pictures as a video may need, and goes as soon as it is clear that they are not refused: to look at them
 * all would keep a processor busy for minutes. Throws what the model throws for other reasons.
 */
export async function pictureRoom(model: VisionModel, signal: AbortSignal): Promise<PictureRoom> {
  const { contextTokens, maxImages } = model.limits;
  const pictures = Math.max(
    1,
    Math.min(maxImages, Math.floor((contextTokens - TEXT_TOKENS) / PICTURE_TOKENS)),
  );
  const patience = AbortSignal.timeout(REFUSES_WITHIN);
  try {
    await askProof(model, { pictures }, AbortSignal.any([signal, patience]));
  } catch (error) {
    if (patience.aborted && !signal.aborted) return { pictures, isTaken: true };
    const isRefused =
      error instanceof CuepointError && ["model-overflow", "model-refused"].includes(error.code);
    if (!isRefused) throw error;
    return { pictures, isTaken: false };
  }
  return { pictures, isTaken: true };
}
