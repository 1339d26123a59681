import { CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import { cosine } from "../../util/vectors.ts";
import { PLAIN_PICTURES } from "../proof/proof.ts";
import { type Asking, createEmbeddingClient, type EmbeddingServer } from "./client.ts";
import type { Embedder } from "./embedder.ts";
import { FORMS } from "./forms.ts";
import { rememberVectors } from "./remember-vectors.ts";

/** What another form of request cannot change. */
const FINAL = ["cancelled", "model-unreachable", "model-timeout", "model-loading", "model-missing"];

/**
 * Tries the forms of request until one brings vectors that can be trusted: a red picture must be nearer to "red" than to "blue",
 * and a blue one nearer to "blue". With a wrong template a server answers as well, but its vectors mean nothing. Throws
 * `model-blind` where all answered and none could be trusted, else what the last one failed with.
 */
export async function connectEmbedder(
  server: EmbeddingServer,
  logger: Logger,
  signal: AbortSignal,
): Promise<Embedder> {
  const client = createEmbeddingClient(server);
  const name = await client.modelName(signal);
  let fault: CuepointError = new CuepointError("model-blind");
  for (const form of FORMS) {
    const asking = client.asking(name, form);
    try {
      const unlike = await prove(asking, signal);
      if (unlike !== null) {
        logger.info({ model: name, form: form.name }, "embedding server found");
        return rememberVectors({ name, unlike, ...asking });
      }
      fault = new CuepointError("model-blind");
    } catch (error) {
      if (!(error instanceof CuepointError) || FINAL.includes(error.code)) throw error;
      // That a form is refused says less than that its vectors mean nothing.
      if (fault.cause === undefined && form === FORMS[0]) fault = error;
    }
    logger.debug({ model: name, form: form.name }, "a form of request brings no vectors that can be trusted");
  }
  throw fault;
}

/** The highest cosine of a picture and the wrong word; null where one of them is not below that of the right word. */
async function prove(asking: Asking, signal: AbortSignal): Promise<number | null> {
  const [red, blue] = await asking.pictures([PLAIN_PICTURES.red, PLAIN_PICTURES.blue], signal);
  const saysRed = await asking.text("red", signal);
  const saysBlue = await asking.text("blue", signal);
  if (!red || !blue) return null;
  const [redWrong, blueWrong] = [cosine(red, saysBlue), cosine(blue, saysRed)];
  const isTrusted = cosine(red, saysRed) > redWrong && cosine(blue, saysBlue) > blueWrong;
  return isTrusted ? Math.max(redWrong, blueWrong) : null;
}
