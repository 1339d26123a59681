import { z } from "zod";
import { Json } from "../../util/json.ts";
import { type CollectedReply, collectReply, type VisionModel, type VisionRequest } from "../model.ts";

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
const Answer = Json.pipe(
  z.object({ first: z.enum(COLORS), second: z.enum(COLORS), proof: z.literal(PASSWORD) }),
);

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
  const answer = Answer.safeParse(text);
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

/** In the order of the text: prose can name colors too, against the schema. */
function colorsIn(text: string): string[] {
  return (text.match(new RegExp(`\\b(?:${COLORS.join("|")})\\b`, "gi")) ?? []).map((name) =>
    name.toLowerCase(),
  );
}

/** 128 by 128 pixels of one color, as JPEG. */
const RED = Buffer.from(
  [
    "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgQEBMQExYWFhYWFhoYGhsbGxoaGhobGxsdHR0i",
    "IiIdHR0bGx0dICAiIiUmJSMjIiMmJigoKDAwLi44ODpFRVP/xABNAAEBAAAAAAAAAAAAAAAAAAAABgEBAQEAAAAAAAAAAAAA",
    "AAAAAAYHEAEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/8AAEQgAgACAAwEiAAIRAAMRAP/aAAwDAQACEQMR",
    "AD8AiwEo38AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB/9k=",
  ].join(""),
  "base64",
);
const BLUE = Buffer.from(
  [
    "/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBD",
    "AQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCACAAIAD",
    "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAA",
    "AAUI/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AncBoNJAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAf//Z",
  ].join(""),
  "base64",
);

export const PLAIN_PICTURES = { red: RED, blue: BLUE } as const;

type PlainColor = keyof typeof PLAIN_PICTURES;
