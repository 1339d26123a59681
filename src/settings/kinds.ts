import { z } from "zod";

export function integer(min: number, max: number, unit: string) {
  const error = `must be a whole number of ${unit} from ${min} to ${max}`;
  return z.string().regex(/^\d+$/, error).transform(Number).pipe(z.number().min(min, error).max(max, error));
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(", ")}`);
}

export const text = z.string();

export const yesOrNo = oneOf(["true", "false"]).transform((value) => value === "true");

export const discordIds = z
  .string()
  .regex(/^\d{15,21}(\s*,\s*\d{15,21})*$/, "must be ids of Discord separated by commas")
  .transform((list) => list.split(/\s*,\s*/));

/** Numbers with commas between them. */
export function ports() {
  const error = "must be port numbers from 1 to 65535 with commas between them, such as 8080,8443";
  return z
    .string()
    .regex(/^\d+(\s*,\s*\d+)*$/, error)
    .transform((list) => list.split(",").map(Number))
    .refine((list) => list.every((port) => port >= 1 && port <= 65_535), error);
}

export function token(prefix: string) {
  return z.string().startsWith(prefix, `must begin with ${prefix}`);
}

/** "C0123456789, U9876543210" */
export const slackIds = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^[A-Z0-9]+$/, "must be ids of Slack separated by commas")))
  .default([]);
