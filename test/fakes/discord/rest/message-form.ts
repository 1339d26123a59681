import { z } from "zod";
import { type ApiError, refusals } from "../api-error.ts";
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

const row = z.object({
  type: z.literal(1),
  components: z.union([z.array(button).min(1).max(5), z.array(menu).length(1)]),
});

const attachment = z.object({
  id: z.coerce.string(),
  filename: z.string(),
  description: text(1024).optional(),
});

const form = z.object({
  content: text(2000).default(""),
  embeds: z.array(embed).max(10).default([]),
  components: z.array(row).max(5).default([]),
  attachments: z.array(attachment).max(10).default([]),
  flags: z.number().int().default(0),
  nonce: text(25).optional(),
  enforce_nonce: z.boolean().default(false),
  allowed_mentions: z
    .object({ parse: z.array(z.string()) })
    .loose()
    .optional(),
});

export type MessageForm = z.infer<typeof form>;

/** Bytes of a whole request, whatever a single file may have. */
const REQUEST_BYTES = 25 * 1024 * 1024;

/** Throws as the API does where a message breaks one of its limits. */
export function readMessageForm({ body, files, bytes }: ApiRequest, bytesPerFile: number): MessageForm {
  if (bytes > REQUEST_BYTES || files.some(({ data }) => data.byteLength > bytesPerFile)) {
    throw refusals.tooLarge();
  }
  if (files.length > 10) throw refusals.invalidForm("files", "BASE_TYPE_MAX_LENGTH", "10 files at most");
  const parsed = form.safeParse(body);
  if (!parsed.success) throw formError(parsed.error);
  const message = parsed.data;
  checkEmbeds(message);
  checkComponents(message);
  checkFiles(message, files);
  if (message.content.trim() === "" && message.embeds.length === 0 && files.length === 0) {
    throw refusals.empty();
  }
  return message;
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
  const ids = components.flatMap((one) => one.components.map(({ custom_id }) => custom_id));
  if (new Set(ids).size < ids.length) {
    throw refusals.invalidForm("components", "COMPONENT_CUSTOM_ID_DUPLICATED", "custom ids differ");
  }
}

function checkFiles({ attachments, embeds }: MessageForm, files: readonly UploadedFile[]): void {
  const known = new Set(attachments.map(({ id }) => id));
  if (files.some(({ key }) => !known.has(key))) {
    throw refusals.invalidForm("attachments", "UNKNOWN_ATTACHMENT", "a file is not described");
  }
  const names = new Set(attachments.map(({ filename }) => filename));
  const shown = embeds.flatMap(({ image }) => (image ? [image.url.replace("attachment://", "")] : []));
  const lost = shown.find((name) => !names.has(name));
  if (lost !== undefined) {
    throw refusals.invalidForm("embeds.image.url", "UNKNOWN_ATTACHMENT", `${lost} is no file of the message`);
  }
}
