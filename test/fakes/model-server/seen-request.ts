import { createHash } from "node:crypto";
import { type Colour, nameColour, type RgbPicture, readCode } from "../../fixtures/paint.ts";
import { decodeJpeg } from "../../support/read-picture.ts";
import { type ChatBody, llamaError, partsOf, type WireMessage } from "./wire.ts";

/** A picture as the double sees it: decoded, and looked at. */
export interface SeenFrame {
  /** The number in the `<12.5 seconds>` text just before the picture; null without one. */
  readonly label: string | null;
  readonly picture: RgbPicture;
  readonly colour: Colour;
  /** The frame number burnt into the upper edge. */
  readonly code: number | null;
  /** The number burnt into the lower edge. */
  readonly mark: number | null;
  /** SHA-256 of what was sent, in hex: the same bytes are the same picture to a cache. */
  readonly hash: string;
  /** What the texts between this picture and the next say was heard. */
  readonly heard: readonly HeardLine[];
}

interface HeardLine {
  readonly id: string;
  readonly text: string;
}

export interface SeenRequest {
  readonly messages: readonly WireMessage[];
  readonly frames: readonly SeenFrame[];
  /** The last text of the last user message. */
  readonly question: string;
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
}

const LABEL = /<(\d+(?:\.\d+)?) seconds>\s*$/;
const JPEG_URL = /^data:image\/jpeg;base64,/;
const JSON_TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"];

async function lookAt(url: string, label: string | null): Promise<Omit<SeenFrame, "heard">> {
  const bytes = Buffer.from(url.replace(JPEG_URL, ""), "base64");
  const picture = JPEG_URL.test(url) ? await decodeJpeg(bytes).catch(() => null) : null;
  if (picture === null) throw llamaError(400, "Failed to load image or audio file", "invalid_request_error");
  return {
    label,
    picture,
    colour: nameColour(picture),
    code: readCode(picture, "top"),
    mark: readCode(picture, "bottom"),
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}

async function lookAtAll(messages: readonly WireMessage[]): Promise<SeenFrame[]> {
  const frames: SeenFrame[] = [];
  let before = "";
  let heard: HeardLine[] = [];
  for (const part of messages.flatMap(partsOf)) {
    if (part.type === "image_url") {
      heard = [];
      frames.push({ ...(await lookAt(part.image_url.url, LABEL.exec(before)?.[1] ?? null)), heard });
    } else if (part.text.startsWith("Heard: ")) {
      for (const [, id = "", text = ""] of part.text.matchAll(/\[(c\d+)\] "([^"]*)"/g))
        heard.push({ id, text });
    }
    before = part.type === "text" ? part.text : "";
  }
  return frames;
}

function lastText(messages: readonly WireMessage[]): string {
  const last = messages.findLast(({ role }) => role === "user");
  const text = last ? partsOf(last).findLast((part) => part.type === "text") : undefined;
  return text?.text ?? "";
}

/** Throws on a type that JSON Schema does not know, as a grammar compiler would. */
function checkSchema(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  const type = (schema as { type?: unknown }).type;
  if (typeof type === "string" && !JSON_TYPES.includes(type)) {
    const message = `JSON schema conversion failed:\nUnrecognized schema: ${JSON.stringify(schema)}`;
    throw llamaError(400, message, "invalid_request_error");
  }
  for (const inner of Object.values(schema)) checkSchema(inner);
}

/** Decodes every picture of a request. Throws WireError for a bad picture or schema. */
export async function seeRequest({ messages, response_format }: ChatBody): Promise<SeenRequest> {
  const format = response_format?.json_schema;
  if (format) checkSchema(format.schema);
  return {
    messages,
    frames: await lookAtAll(messages),
    question: lastText(messages),
    schema: format ? { name: format.name, schema: format.schema } : null,
  };
}
