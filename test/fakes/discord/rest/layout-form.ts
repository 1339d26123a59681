import { z } from "zod";
import { refusals } from "../api-error.ts";
import type { Component } from "../world.ts";

/** The message flag of messages that are made of components: discord-api-types, MessageFlags.IsComponentsV2. */
export const IS_LAYOUT = 1 << 15;

/** Most of a message, nested ones among them: "Messages allow up to 40 total components", components/reference. */
const MOST = 40;
/**
 * "The combined length of all text across all components cannot exceed 4000 characters", docs.discord.food/resources/components; of
 * what text displays hold, as the error COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED has it.
 */
const MOST_TEXT = 4000;

const text = (limit: number) => z.string().max(limit);

/** Rows, buttons and menus are the same in every message: components/reference#button and #string-select. */
const button = z.object({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: text(80).min(1),
  custom_id: text(100).min(1),
});

const choice = z.object({ label: text(100).min(1), value: text(100).min(1) });

const menu = z.object({
  type: z.literal(3),
  custom_id: text(100).min(1),
  placeholder: text(150).optional(),
  options: z.array(choice).min(1).max(25),
});

export const row = z.object({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.array(menu).length(1)]),
});

const media = z.object({ url: z.string().min(1) }).strict();

/** components/reference#text-display, #media-gallery, #file, #separator and #container. */
const display = z.object({ type: z.literal(10), content: z.string().min(1) }).strict();
const galleryItem = z
  .object({ media, description: text(1024).nullish(), spoiler: z.boolean().optional() })
  .strict();
const gallery = z.object({ type: z.literal(12), items: z.array(galleryItem).min(1).max(10) }).strict();
const file = z.object({ type: z.literal(13), file: media, spoiler: z.boolean().optional() }).strict();
const separator = z.object({
  ...{ type: z.literal(14), divider: z.boolean().optional() },
  spacing: z.number().min(1).max(2).optional(),
});
const inner = z.union([row, display, gallery, file, separator]);
const container = z
  .object({
    ...{ type: z.literal(17), spoiler: z.boolean().optional() },
    accent_color: z.number().int().min(0).max(0xffffff).nullish(),
    components: z.array(inner).min(1),
  })
  .strict();

export const layout = z.array(z.union([container, ...inner.options])).min(1);

/** With those inside others, in the order in which they stand. */
export function withInner(components: readonly Component[]): readonly Component[] {
  return components.flatMap((one) => [one, ...withInner(one.components ?? [])]);
}

/** Addresses of the pictures and files that components show. */
export function addressesIn(components: readonly Component[]): readonly string[] {
  return withInner(components).flatMap(({ items = [], file: shown }) => [
    ...items.map((item) => item.media.url),
    ...(shown ? [shown.url] : []),
  ]);
}

export function checkLayout(components: readonly Component[]): void {
  const all = withInner(components);
  if (all.length > MOST) throw refusals.invalidForm("components", "BASE_TYPE_BAD_LENGTH", "40 at most");
  const length = all.reduce((sum, { content = "" }) => sum + content.length, 0);
  if (length > MOST_TEXT) {
    const code = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED";
    throw refusals.invalidForm("components", code, "4000 characters at most");
  }
  // "The File component only supports using the attachment:// protocol", components/reference#file.
  const outside = all.find(({ file: shown }) => shown && !shown.url.startsWith("attachment://"));
  if (outside) throw refusals.invalidForm("components.0.file.url", "INVALID_URL", "attachment:// only");
}
