import { z } from "zod";

/**
 * What surrounds every record, the same for all kinds and versions, so that the sweep understands records whose
 * value it does not. Times are milliseconds since 1970.
 */
const envelope = z.object({
  /** Of the value. */
  version: z.int(),
  tenant: z.string(),
  id: z.array(z.string()),
  savedAt: z.number(),
  expiresAt: z.number(),
  /** Size of the blobs that belong to the record. */
  blobBytes: z.number(),
  value: z.unknown(),
});

export type Envelope = z.infer<typeof envelope>;

export function sealEnvelope(contents: Envelope): string {
  return JSON.stringify(contents);
}

/** Null for a text that is no record: cut short, overwritten, or somebody else's. */
export function openEnvelope(text: string): Envelope | null {
  try {
    return envelope.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
