import { headerOf } from "../../../src/http/headers.ts";
import { requestFile } from "../../../src/http/request-file.ts";
import type { Logger } from "../../../src/logger.ts";
import type { SlackFile } from "../web/api.ts";
import type { Addresses } from "../web/client.ts";

interface ReadOptions {
  readonly token: string;
  readonly addresses: Addresses;
  readonly logger: Logger;
}

/** Bytes; ten hours of speech are half a megabyte. */
const LARGEST = 2_000_000;
/** Milliseconds. The video is worth more than its captions, and waits for them. */
const LONGEST = 20_000;

/**
 * What Slack wrote down itself of a file, as WebVTT; null where it did not, or where that cannot be had: the log has the cause.
 * Rejects with the signal's reason alone.
 */
export async function readCaptions(
  { id, vtt }: SlackFile,
  { token, addresses, logger }: ReadOptions,
  signal: AbortSignal,
): Promise<string | null> {
  const url = vtt && addresses.isFile(vtt) ? URL.parse(vtt) : null;
  if (!url) return null;
  const either = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
  try {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await requestFile({ url, headers }, either);
    const isPage = headerOf(answer.headers, "content-type")?.toLowerCase().startsWith("text/html") ?? false;
    if (answer.status === 200 && !isPage) return await textOf(answer.body);
    answer.drop();
    logger.info({ file: id, status: answer.status }, "Slack did not give a file's captions");
  } catch (error) {
    signal.throwIfAborted();
    logger.info({ file: id, err: error }, "Slack did not give a file's captions");
  }
  return null;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LARGEST) throw new RangeError("captions are too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
