import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { ModelSource } from "../discovery/model-source.ts";
import { whenLoaded } from "../discovery/when-loaded.ts";
import { seedOf, type VisionModel } from "../model.ts";
import { askProof, judgeProof, type Proof } from "./proof.ts";

type ProofFault = "model-blind" | "model-schema-ignored";

/** A reply is drawn by chance, so one wrong answer alone condemns no model. */
const TRIES = 2;
/** After these the video's own request would only wait once more for the same. */
const HOPELESS: readonly ErrorCode[] = ["cancelled", "model-timeout", "model-loading"];

/**
 * A source whose models have proven once that they see pictures and keep to a schema; without that no reply is used.
 * What is proven holds for as long as the source gives the same model. A failed proof is tried again at the next use, because a
 * server may have been restarted with its vision part. Throws `model-blind` and `model-schema-ignored` besides.
 */
export function createProvenSource(source: ModelSource, logger: Logger, loadingMs = 0): ModelSource {
  const proven = new WeakSet<VisionModel>();
  return async (signal, onLoading) => {
    const model = await source(signal, onLoading);
    if (!model || proven.has(model)) return model;
    const prove = () => isProven(model, logger, signal);
    if (await whenLoaded(prove, { loadingMs, onLoading }, signal)) proven.add(model);
    return model;
  };
}

/** False where nothing could be learned, which says nothing against the model. */
async function isProven(model: VisionModel, logger: Logger, signal: AbortSignal): Promise<boolean> {
  let fault: ProofFault | null = null;
  for (let failures = 0; failures < TRIES; failures += 1) {
    const proof = await tryProof(model, { failures, logger }, signal);
    if (!proof?.isWhole) return false;
    fault = faultOf(proof);
    if (fault === null) return true;
    logger.warn({ model: model.name, proof, code: fault }, "the model failed its proof");
  }
  throw new CuepointError(fault ?? "unexpected");
}

/** Null where the request failed: the video's own request shows better why. */
async function tryProof(
  model: VisionModel,
  { failures, logger }: { readonly failures: number; readonly logger: Logger },
  signal: AbortSignal,
): Promise<Proof | null> {
  try {
    return judgeProof(await askProof(model, { seed: seedOf({ failures, isRepair: false }) }, signal));
  } catch (error) {
    if (!(error instanceof CuepointError) || HOPELESS.includes(error.code)) throw error;
    logger.info({ model: model.name, code: error.code }, "the model could not be proven yet");
    return null;
  }
}

function faultOf({ keepsSchema, misread, namesColors }: Proof): ProofFault | null {
  if (misread && (keepsSchema || namesColors)) return "model-blind";
  return keepsSchema ? null : "model-schema-ignored";
}
