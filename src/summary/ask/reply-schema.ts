import { z } from "zod";
import { type SummaryQuestion, textLimits } from "./prompt.ts";

/** JSON Schema of the reply: times are an enum of the labels that were sent, texts are bounded. */
export function replySchema(
  labels: readonly string[],
  question: Pick<SummaryQuestion, "keyframes" | "brief">,
) {
  const limits = textLimits(question);
  const time = { type: "string", enum: labels };
  const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
  const segment = {
    start: time,
    end: time,
    theme: text(limits.theme),
    key: time,
    description: text(limits.description),
    significance: text(limits.significance),
  };
  const properties = {
    segments: { type: "array", minItems: 1, maxItems: question.keyframes, items: closed(segment) },
    overview: text(limits.overview),
    title: text(limits.title),
  };
  return { name: "summary", schema: closed(properties) };
}

function closed(properties: Record<string, unknown>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

const text = z.string().trim().min(1);

/** Some servers ignore the schema, so that the reply is parsed as a stranger's; numbers for times are common. */
const label = z.union([z.string(), z.number()]).transform((value) =>
  String(value)
    .replace(/^<|\s*s(econds)?>?$/g, "")
    .trim(),
);

export const SummaryReply = z.object({
  segments: z
    .array(
      z.object({ start: label, end: label, theme: text, key: label, description: text, significance: text }),
    )
    .min(1),
  overview: text,
  title: text,
});
export type SummaryReply = z.infer<typeof SummaryReply>;

/** Parses JSON as it is, or inside a Markdown fence; null for anything else. Never repairs what was said. */
export function parseJsonReply(reply: string): unknown {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(reply);
  try {
    return JSON.parse(fenced?.[1] ?? reply);
  } catch {
    return null;
  }
}
