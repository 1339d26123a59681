import { z } from "zod";
import type { AttachmentRef } from "../../../src/chat/attachment.ts";

/** Where a file of Discord is. Its address is signed and expires; where it belongs to a message, that gives a new one. */
export interface AttachmentPlace {
  readonly attachment: string;
  readonly url: string;
  readonly message?: { readonly channel: string; readonly id: string } | undefined;
}

const ID = /^(\d{15,21}):(?:(\d{15,21}):(\d{15,21}))?:(https?:\/\/.+)$/;

const idParts = z.string().transform((id, context): AttachmentPlace => {
  const match = ID.exec(id);
  if (!match) {
    context.addIssue({ code: "custom", message: "not an attachment of Discord" });
    return z.NEVER;
  }
  const [, attachment = "", channel, message, url = ""] = match;
  return { attachment, url, ...(channel && message && { message: { channel, id: message } }) };
});

interface NamedAttachment extends AttachmentPlace {
  readonly name: string;
  readonly size: number;
  readonly isSpoiler?: boolean;
}

export function refOf({ attachment, url, message, name, size, isSpoiler }: NamedAttachment): AttachmentRef {
  const place = message ? `${message.channel}:${message.id}` : "";
  return {
    platform: "discord",
    id: `${attachment}:${place}:${url}`,
    name,
    size,
    ...(isSpoiler && { isSpoiler }),
  };
}

/** Throws ZodError for an id that `refOf` did not make. */
export function readAttachmentId(id: string): AttachmentPlace {
  return idParts.parse(id);
}
