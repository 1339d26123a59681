import type { Delivery, MessageRef } from "../../../src/chat/thread.ts";
import { CuepointError, hasCode } from "../../../src/errors.ts";
import { refusalOf } from "../errors.ts";
import type { Part } from "../render/part.ts";

/** Posts the further parts of a message. Returns why some are missing for good; null where none is. */
export async function postRest(
  parts: readonly Part[],
  send: (part: Part, position: number) => Promise<MessageRef>,
  delivery: Delivery | undefined,
): Promise<CuepointError | null> {
  const posted = delivery?.posted.length ?? 0;
  let missing: CuepointError | null = null;
  for (const [index, part] of parts.entries()) {
    if (index + 1 < posted) continue;
    try {
      const further = await send(part, index + 1);
      await delivery?.onPosted(further);
    } catch (error) {
      missing = refusedForGood(error);
      if (missing.code === "permission-missing") break;
    }
  }
  return missing;
}

/** Why a further part can never be posted. Throws every error that may pass or that ends the thread. */
function refusedForGood(error: unknown): CuepointError {
  if (hasCode(error, "permission-missing")) return error;
  if (refusalOf(error) === null) throw error;
  return new CuepointError("unexpected", {}, error);
}
