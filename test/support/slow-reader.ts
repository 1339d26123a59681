import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Download } from "../../src/chat/video-sources.ts";
import { createFakeLogger } from "../fakes/logger.ts";

/**
 * Reads a file a few times onto a slow disk, and prints the checksum of each: a program of its own, which may die of it.
 * Each reader is loaded alone, and after Node's own fetch: whichever is loaded first may stand in for the other.
 */
new Request("http://127.0.0.1");
const { values } = parseArgs({
  options: {
    by: { type: "string", default: "fetch" },
    base: { type: "string", default: "" },
    times: { type: "string", default: "1" },
    to: { type: "string", default: "" },
  },
});
const { by, base, to } = values;
const url = `${base}/files-pri/T1-F1/film.mp4`;
const never = new AbortController().signal;

function bodyOf(opened: Download): AsyncIterable<Uint8Array> {
  if (!("body" in opened)) throw new TypeError("expected a body");
  return opened.body;
}

const BODIES: Readonly<Record<string, () => Promise<AsyncIterable<Uint8Array>>>> = {
  async slack() {
    const { createOpenAttachment } = await import("../../adapters/slack/files/open-attachment.ts");
    const { createAddresses } = await import("../../adapters/slack/web/client.ts");
    const { systemClock } = await import("../../src/util/clock.ts");
    const openAttachment = createOpenAttachment({
      api: { file: async () => ({ url_private: url }) },
      token: "xoxb-1",
      addresses: createAddresses(base),
      clock: systemClock,
      logger: createFakeLogger(),
    });
    return bodyOf(await openAttachment({ platform: "slack", id: "F1", name: "film.mp4" }, never));
  },
  async discord() {
    const { REST } = await import("discord.js");
    const { createOpenAttachment } = await import("../../adapters/discord/files/open-attachment.ts");
    const { refOf } = await import("../../adapters/discord/files/open-attachment.ts");
    const openAttachment = createOpenAttachment({ rest: new REST(), apiUrl: base, now: Date.now });
    const ref = refOf({ attachment: "1457705189376000099", url, name: "film.mp4", size: 1 });
    return bodyOf(await openAttachment(ref, never));
  },
  async fetch() {
    const { createFetch } = await import("../../src/http/fetch.ts");
    const { body } = await createFetch()(url);
    if (!body) throw new TypeError("expected a body");
    return body;
  },
};

for (let time = 0; time < Number(values.times); time += 1) {
  const hash = createHash("sha256");
  await using file = await open(to, "w");
  for await (const chunk of (await BODIES[by]?.()) ?? []) {
    hash.update(chunk);
    await file.write(chunk);
    await delay(2);
  }
  process.stdout.write(`${hash.digest("hex")}\n`);
}
