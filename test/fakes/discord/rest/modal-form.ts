import { z } from "zod";
import { refusals } from "../api-error.ts";
import type { Modal } from "../world.ts";

const text = (limit: number) => z.string().min(1).max(limit);

/** https://docs.discord.com/developers/components/reference: a label holds one field, and no field has a label of its own. */
const label = z.strictObject({
  type: z.literal(18),
  label: text(45),
  description: text(100).optional(),
  component: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal(21),
      custom_id: text(100),
      required: z.boolean().optional(),
      options: z
        .array(z.strictObject({ label: text(100), value: text(100), description: text(100).optional() }))
        .min(2)
        .max(10),
    }),
    z.strictObject({
      type: z.literal(4),
      custom_id: text(100),
      style: z.int().min(1).max(2),
      required: z.boolean().optional(),
      max_length: z.int().min(1).max(4000).optional(),
      placeholder: text(100).optional(),
    }),
  ]),
});

const modal = z.strictObject({
  custom_id: text(100),
  title: text(45),
  components: z.array(label).min(1).max(5),
});

/** Throws as the API does. */
export function readModalForm(data: unknown): Modal {
  const parsed = modal.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusals.invalidForm(issue?.path.join(".") ?? "data", "INVALID", issue?.message ?? "Invalid");
}
