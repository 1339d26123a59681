import { z } from "zod";
import { type ApiError, refusals } from "../api-error.ts";
import type { Component, Embed, FakeMessage, World } from "../world.ts";
import { addressesIn, checkLayout, IS_LAYOUT, layout, row, withInner } from "./layout-form.ts";
import type { ApiRequest, UploadedFile } from "./request.ts";

const text = (limit: number) => z.string().max(limit);

const embed = z
  .object({
    color: z.number().int().min(0).max(0xffffff).optional(),
    title: text(256).optional(),
    description: text(4096).optional(),
    author: z.object({ name: text(256).min(1), url: z.url({ protocol: /^https?$/ }).optional() }).optional(),
    footer: z.object({ text: text(2048).min(1) }).optional(),
    image: z.object({ url: z.string().min(1) }).optional(),
  })
  .strict();

const attachment = z.object({
  id: z.coerce.string(),
  filename: z.string(),
  description: text(1024).optional(),
});

const fields = {
  content: text(2000).nullable().default(""),
  embeds: z.array(embed).max(10).nullable().default([]),
  attachments: z.array(attachment).max(10).default([]),
  flags: z.number().int().default(0),
  nonce: text(25).optional(),
  enforce_nonce: z.boolean().default(false),
  allowed_mentions: z
    .object({ parse: z.array(z.string()) })
    .loose()
    .optional(),
};

const form = z.object({ ...fields, components: z.array(row).max(5).default([]) });
const layoutForm = z.object({ ...fields, components: layout });

type Fields = Omit<z.infer<typeof form>, "content" | "embeds" | "components">;

export interface MessageForm extends Fields {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Component[];
}

interface FormOf {
  readonly world: Pick<World, "knowsLayouts">;
  readonly bytesPerFile: number;
  /** The message as it is, where it is changed. */
  readonly before?: FakeMessage;
}

/** Bytes of a whole request, whatever a single file may have. */
const REQUEST_BYTES = 25 * 1024 * 1024;

/** Throws as the API does where a message breaks one of its limits. */
export function readMessageForm(
  { body, files, bytes }: ApiRequest,
  { bytesPerFile, world, before }: FormOf,
): MessageForm {
  if (bytes > REQUEST_BYTES || files.some(({ data }) => data.byteLength > bytesPerFile)) {
    throw refusals.tooLarge();
  }
  if (files.length > 10) throw refusals.invalidForm("files", "BASE_TYPE_MAX_LENGTH", "10 files at most");
  // "Once a message has been sent with this flag, it can't be removed from that message", components/reference.
  const flags = Number(body.flags ?? 0) | ((before?.flags ?? 0) & IS_LAYOUT);
  const isLayout = (flags & IS_LAYOUT) !== 0;
  if (isLayout) checkNoWords(body, before);
  // As a server answers that knows nothing but rows of buttons.
  if (isLayout && !world.knowsLayouts) {
    throw refusals.invalidForm("components.0.type", "BASE_TYPE_CHOICES", "Value must be one of (1,).");
  }
  const parsed = (isLayout ? layoutForm : form).safeParse(body);
  if (!parsed.success) throw formError(parsed.error);
  const { content, embeds, components, ...rest } = parsed.data;
  const message: MessageForm = {
    ...{ ...rest, flags, content: content ?? "", embeds: (embeds ?? []) as readonly Embed[] },
    components: components as readonly Component[],
  };
  checkEmbeds(message);
  checkComponents(message);
  checkFiles(message, files);
  if (isLayout) checkLayout(message.components);
  else if (isEmpty(message) && files.length === 0) throw refusals.empty();
  return message;
}

/**
 * "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2": https://github.com/discord/discord-api-docs/issues/7500.
 * What a message had before has to be set to null: https://github.com/discordjs/guide/pull/1620.
 */
function checkNoWords(body: ApiRequest["body"], before: FakeMessage | undefined): void {
  const content = body.content === undefined ? before?.content : body.content;
  const embeds = body.embeds === undefined ? before?.embeds : body.embeds;
  const used = content ? "content" : Array.isArray(embeds) && embeds.length > 0 ? "embeds" : null;
  if (used === null) return;
  const code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";
  throw refusals.invalidForm(used, code, `The '${used}' field cannot be used with components.`);
}

function isEmpty({ content, embeds }: MessageForm): boolean {
  return content.trim() === "" && embeds.length === 0;
}

function formError({ issues }: z.ZodError): ApiError {
  const [issue] = issues;
  return refusals.invalidForm(issue?.path.join(".") ?? "body", "INVALID", issue?.message ?? "Invalid");
}

function checkEmbeds({ embeds }: MessageForm): void {
  const total = embeds.reduce((sum, one) => {
    const texts = [one.title, one.description, one.author?.name, one.footer?.text];
    return sum + texts.reduce((length, part) => length + (part?.length ?? 0), 0);
  }, 0);
  if (total > 6000) throw refusals.invalidForm("embeds", "MAX_EMBED_SIZE_EXCEEDED", "6000 at most");
}

function checkComponents({ components }: MessageForm): void {
  const ids = withInner(components).flatMap(({ custom_id }) => custom_id ?? []);
  if (new Set(ids).size < ids.length) {
    throw refusals.invalidForm("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "custom ids differ");
  }
}

function checkFiles({ attachments, embeds, components }: MessageForm, files: readonly UploadedFile[]): void {
  const known = new Set(attachments.map(({ id }) => id));
  if (files.some(({ key }) => !known.has(key))) {
    throw refusals.invalidForm("attachments", "UNKNOWN_ATTACHMENT", "a file is not described");
  }
  const names = new Set(attachments.map(({ filename }) => filename));
  const addresses = [...embeds.flatMap(({ image }) => image?.url ?? []), ...addressesIn(components)];
  const shown = addresses
    .filter((address) => address.startsWith("attachment://"))
    .map((address) => address.replace("attachment://", ""));
  const lost = shown.find((name) => !names.has(name));
  if (lost !== undefined) {
    throw refusals.invalidForm("attachments", "UNKNOWN_ATTACHMENT", `${lost} is no file of the message`);
  }
}
