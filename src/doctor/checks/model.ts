import { z } from "zod";
import { type CollectedReply, collectReply } from "../../vision/collect-reply.ts";
import type { VisionModel, VisionRequest } from "../../vision/model.ts";
import type { ModelSource } from "../../vision/model-source.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";
import { PLAIN_PICTURES, type PlainColor } from "./plain-pictures.ts";

const finding = findingsOf("model");

/** Holds about 60 frames and the answer; below, a video is seen through a keyhole. */
const WANTED_CONTEXT = 16_384;

/** A word that no model would say by itself, so that saying it proves the schema. */
const PROOF = "cuepoint-7391";
const SCHEMA = {
  type: "object",
  properties: {
    colour: { type: "string", enum: ["red", "green", "blue", "yellow", "black", "white"] },
    proof: { type: "string", enum: [PROOF] },
  },
  required: ["colour", "proof"],
  additionalProperties: false,
};
const Answer = z.object({ colour: z.string(), proof: z.literal(PROOF) });

const QUESTION = "Which colour fills this picture? Answer in JSON.";
/** Long enough to fill several blocks of a server's prompt cache, whose smallest is 16 tokens. */
const RULES =
  "You look at pictures and say what you see, in few words. You name a colour by its plain English name. ".repeat(
    8,
  );

export function checkModel(source: ModelSource, limitMs: number): Check {
  return {
    part: "model",
    limitMs,
    async run(signal) {
      const model = await source(signal);
      if (model === null) return [finding("warning", (words) => words.model.none)];
      const first = await ask(model, WHOLE, signal).catch((error: unknown) =>
        whatIsRefused(model, error, signal),
      );
      if ("level" in first) return [...describe(model), first];
      const second = await ask(model, WHOLE, signal);
      // A model that never gets the pictures may well guess one of them, but not both.
      const other = await ask(model, { ...WHOLE, picture: "blue" }, signal);
      const answers = { red: first, blue: other };
      return [...describe(model), judgeSchema(first), judgeSight(answers), judgeCache(second)];
    },
  };
}

interface Asking {
  /** Null: none. */
  readonly picture: PlainColor | null;
  readonly hasSchema: boolean;
}

const WHOLE: Asking = { picture: "red", hasSchema: true };

/**
 * A server that refuses the whole question may be fine with less of it: one without the model's vision part says no to
 * pictures by an error of its own. Throws `error` where nothing gets an answer.
 */
async function whatIsRefused(model: VisionModel, error: unknown, signal: AbortSignal): Promise<Finding> {
  const isAnswer = async (asking: Asking) => ask(model, asking, signal).then(Boolean, () => false);
  signal.throwIfAborted();
  if (await isAnswer({ ...WHOLE, picture: null }))
    return finding("fault", (words) => words.model.pictureRefused);
  if (await isAnswer({ ...WHOLE, hasSchema: false }))
    return finding("fault", (words) => words.model.schemaRefused);
  throw error;
}

/** Asks the same each time, so that the second time shows the cache. */
function ask(
  model: VisionModel,
  { picture, hasSchema }: Asking,
  signal: AbortSignal,
): Promise<CollectedReply> {
  const request: VisionRequest = {
    messages: [
      { role: "system", content: RULES },
      {
        role: "user",
        content: [
          ...(picture ? [{ type: "image" as const, jpeg: PLAIN_PICTURES[picture] }] : []),
          { type: "text", text: QUESTION },
        ],
      },
    ],
    ...(hasSchema && { schema: { name: "doctor", schema: SCHEMA } }),
    maxOutputTokens: 60,
    cacheKey: "doctor",
  };
  return collectReply(model, request, signal);
}

function describe({ name, limits: { contextTokens } }: VisionModel): Finding[] {
  const fine = finding("fine", (words) => words.model.fine(name, contextTokens));
  if (contextTokens >= WANTED_CONTEXT) return [fine];
  return [fine, finding("warning", (words) => words.model.smallContext(contextTokens, WANTED_CONTEXT))];
}

function judgeSchema({ text }: CollectedReply): Finding {
  return Answer.safeParse(jsonOf(text)).success
    ? finding("fine", ({ model }) => model.schemaKept)
    : finding("fault", ({ model }) => model.schemaIgnored);
}

function judgeSight(answers: Readonly<Record<PlainColor, CollectedReply>>): Finding {
  for (const shown of ["red", "blue"] as const) {
    const { text } = answers[shown];
    const answer = Answer.safeParse(jsonOf(text));
    const said = answer.success ? answer.data.colour : text.trim().slice(0, 60);
    const isRight = new RegExp(`\\b${shown}\\b`, "i").test(said);
    if (!isRight) return finding("fault", ({ model }) => model.pictureMisread(shown, said));
  }
  return finding("fine", ({ model }) => model.pictureSeen);
}

/** vLLM leaves the number out where it is 0, even if it was told to report it. So its absence may mean either. */
function judgeCache({ usage }: CollectedReply): Finding {
  if (!usage || usage.cachedTokens === null) return finding("warning", ({ model }) => model.cacheSilent);
  return usage.cachedTokens > 0
    ? finding("fine", ({ model }) => model.cacheUsed)
    : finding("warning", ({ model }) => model.cacheUnused);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
