import { createHash } from "node:crypto";
import type { CommandEvent } from "../../chat/event.ts";
import { tenantOf } from "../../chat/thread-id.ts";

/** Crockford's alphabet has no two signs that look alike, so that a person can type an id. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** Forty bits: two of a tenant's jobs of one week do not meet by chance. */
const LENGTH = 8;

/** The same for every delivery of one message: a platform that sends it twice finds the job it started. */
export function jobIdOf(event: CommandEvent): string {
  return short([tenantOf(event.thread), event.id, event.command, ...sourcesOf(event)]);
}

/** The same for all in the tenant who ask for the same of the same video in the same language. */
export function workOf({ thread, command, options, locale, ...event }: CommandEvent): string {
  const sorted = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return short([tenantOf(thread), command, locale, JSON.stringify(sorted), ...sourcesOf(event)]);
}

function sourcesOf({ attachments, links }: Pick<CommandEvent, "attachments" | "links">): string[] {
  return [...attachments.map(({ id }) => `attachment ${id}`), ...links.map((link) => `link ${link}`)];
}

function short(parts: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  let bits = hash.readBigUInt64BE();
  let id = "";
  for (let n = 0; n < LENGTH; n += 1) {
    id += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return id;
}
