import { z } from "zod";
import { type CollectedReply, collectReply } from "../collect-reply.ts";
import type { VisionModel, VisionRequest } from "../model.ts";
import { PLAIN_PICTURES, type PlainColor } from "./plain-pictures.ts";

/** Blue first: a model that guesses begins with red. */
const SHOWN = ["blue", "red"] as const satisfies readonly PlainColor[];
/** A word that no model would say by itself, so that saying it proves the schema. */
const PASSWORD = "cuepoint-7391";
const COLORS = ["red", "green", "blue", "yellow", "black", "white"] as const;
const color = { type: "string", enum: COLORS };
const SCHEMA = {
  type: "object",
  properties: { first: color, second: color, proof: { type: "string", enum: [PASSWORD] } },
  required: ["first", "second", "proof"],
  additionalProperties: false,
};
const Answer = z.object({ first: z.enum(COLORS), second: z.enum(COLORS), proof: z.literal(PASSWORD) });

export const PROOF_SCHEMA = "proof";
const QUESTION = "Which color fills the first picture, and which the second? Answer in JSON.";

export interface ProofAsking {
  /** Two without it; more repeat them. */
  readonly pictures?: number;
  readonly hasSchema?: boolean;
  readonly system?: string;
  readonly seed?: number;
}

/** What one reply proves. */
export interface Proof {
  /** The reply ended by itself, so that it can be judged; a model that thinks aloud may run out of tokens. */
  readonly isWhole: boolean;
  readonly keepsSchema: boolean;
  /** The first picture that was called something else, and what it was called; null where both were told apart. */
  readonly misread: { readonly shown: PlainColor; readonly said: string } | null;
  /** At least one color was named, right or wrong. */
  readonly namesColors: boolean;
}

/** Shows a blue and a red picture. Throws what `model.reply` throws. */
export function askProof(
  model: VisionModel,
  { pictures = SHOWN.length, hasSchema = true, system, seed }: ProofAsking,
  signal: AbortSignal,
): Promise<CollectedReply> {
  const shown = Array.from({ length: pictures }, (_, i) => {
    const color: PlainColor = i % SHOWN.length === 0 ? SHOWN[0] : SHOWN[1];
    return { type: "image" as const, jpeg: PLAIN_PICTURES[color] };
  });
  const request: VisionRequest = {
    messages: [
      ...(system === undefined ? [] : [{ role: "system" as const, content: system }]),
      { role: "user", content: [...shown, { type: "text", text: QUESTION }] },
    ],
    ...(hasSchema && { schema: { name: PROOF_SCHEMA, schema: SCHEMA } }),
    maxOutputTokens: 60,
    cacheKey: "proof",
    ...(seed !== undefined && { seed }),
  };
  return collectReply(model, request, signal);
}

export function judgeProof({ text, finishReason }: CollectedReply): Proof {
  const answer = Answer.safeParse(jsonOf(text));
  const named = answer.success ? [answer.data.first, answer.data.second] : colorsIn(text);
  const wrong = SHOWN.findIndex((shown, i) => named[i] !== shown);
  const shown = SHOWN[wrong];
  return {
    isWhole: finishReason === "stop" && text.trim() !== "",
    keepsSchema: answer.success,
    misread: shown ? { shown, said: named[wrong] ?? text.trim().slice(0, 60) } : null,
    namesColors: named.length > 0,
  };
}

/** In the order of the text: prose tells colors too, though not by the schema. */
function colorsIn(text: string): string[] {
  return (text.match(new RegExp(`\\b(?:${COLORS.join("|")})\\b`, "gi")) ?? []).map((name) =>
    name.toLowerCase(),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
