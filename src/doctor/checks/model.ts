import { CuepointError } from "../../errors.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import type { CollectedReply, VisionModel } from "../../vision/model.ts";
import { askProof, judgeProof, type Proof, type ProofAsking } from "../../vision/proof/proof.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const modelFinding = findingsOf("model");

/** Holds about 60 frames and the answer; with less, too little of a video is seen. */
const WANTED_CONTEXT = 16_384;

/** Long enough to fill several blocks of a server's prompt cache, whose smallest is 16 tokens. */
const RULES =
  "You look at pictures and say what you see, in few words. You name a color by its plain English name. ".repeat(
    8,
  );

export function checkModel(source: ModelSource, limitMs: number): Check {
  return {
    part: "model",
    limitMs,
    async run(signal) {
      const model = await source(signal);
      if (model === null) return [modelFinding("warning", (words) => words.model.none)];
      const first = await ask(model, {}, signal).catch((error: unknown) =>
        whatIsRefused(model, error, signal),
      );
      if ("level" in first) return [...describe(model), first];
      const second = await ask(model, {}, signal);
      const proof = judgeProof(first);
      const room = await pictureRoom(model, signal);
      return [...describe(model), judgeSchema(proof), judgeSight(proof), judgeRoom(room), judgeCache(second)];
    },
  };
}

/**
 * A server that refuses the whole question may be fine with less of it: one without the model's vision part says no to
 * pictures by an error of its own. Throws `error` where nothing gets an answer.
 */
async function whatIsRefused(model: VisionModel, error: unknown, signal: AbortSignal): Promise<Finding> {
  const isAnswer = async (asking: ProofAsking) => ask(model, asking, signal).then(Boolean, () => false);
  signal.throwIfAborted();
  if (await isAnswer({ pictures: 0 })) return modelFinding("fault", (words) => words.model.pictureRefused);
  if (await isAnswer({ hasSchema: false }))
    return modelFinding("fault", (words) => words.model.schemaRefused);
  throw error;
}

/** Asks the same each time, so that the second time shows the cache. */
function ask(model: VisionModel, asking: ProofAsking, signal: AbortSignal): Promise<CollectedReply> {
  return askProof(model, { ...asking, system: RULES }, signal);
}

function describe({ name, limits: { contextTokens } }: VisionModel): Finding[] {
  const fine = modelFinding("fine", (words) => words.model.fine(name, contextTokens));
  if (contextTokens >= WANTED_CONTEXT) return [fine];
  return [fine, modelFinding("warning", (words) => words.model.smallContext(contextTokens, WANTED_CONTEXT))];
}

function judgeSchema({ keepsSchema }: Proof): Finding {
  return keepsSchema
    ? modelFinding("fine", ({ model }) => model.schemaKept)
    : modelFinding("fault", ({ model }) => model.schemaIgnored);
}

function judgeSight({ misread }: Proof): Finding {
  if (!misread) return modelFinding("fine", ({ model }) => model.pictureSeen);
  return modelFinding("fault", ({ model }) => model.pictureMisread(misread.shown, misread.said));
}

function judgeRoom({ pictures, isTaken }: PictureRoom): Finding {
  return isTaken
    ? modelFinding("fine", ({ model }) => model.picturesTaken(pictures))
    : modelFinding("warning", ({ model }) => model.picturesRefused(pictures));
}

/** vLLM leaves the number out where it is 0, even if it was told to report it. So its absence may mean either. */
function judgeCache({ usage }: CollectedReply): Finding {
  if (!usage || usage.cachedTokens === null) return modelFinding("warning", ({ model }) => model.cacheSilent);
  return usage.cachedTokens > 0
    ? modelFinding("fine", ({ model }) => model.cacheUsed)
    : modelFinding("warning", ({ model }) => model.cacheUnused);
}

/** A server that takes too many pictures for an error says so before it looks at one. Milliseconds. */
const REFUSES_WITHIN = 5_000;
/** Tokens of one of these small pictures, and of the few words beside them. */
const PICTURE_TOKENS = 66;
const TEXT_TOKENS = 500;

interface PictureRoom {
  readonly pictures: number;
  readonly isTaken: boolean;
}

/**
 * Sends as many small pictures as a video may need, and goes as soon as it is clear that they are not refused: to look at them
 * all would keep a processor busy for minutes. Throws what the model throws for other reasons.
 */
async function pictureRoom(model: VisionModel, signal: AbortSignal): Promise<PictureRoom> {
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
