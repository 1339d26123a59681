import { expect, it } from "vitest";
import { catalogueFor } from "../../../../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { reportFile } from "../../../../src/report/report-file.ts";
import { longSummary } from "../../../fixtures/long-summary.ts";
import { adapterFor, startServer, threadIdOf } from "../harness.ts";

const MEBIBYTE = 1024 * 1024;
const PICTURE = Buffer.alloc(200_000, "picture");
/** As a picture that can be made as small as one likes. */
const shrink = async (jpeg: Buffer, limit: number) => jpeg.subarray(0, limit);

/** What stands in a thread of a server without boosts. */
async function posted(hours: number, more: Partial<OutgoingMessage> = {}) {
  await using server = await startServer();
  const film = longSummary({ hours, picture: { jpeg: PICTURE }, isHeard: true });
  const files = [await reportFile(film, catalogueFor("en"), { shrink })];
  const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
  await thread.post({ kind: "summary", text: "What happens.", files, ...more });
  const messages = server.discord.read(server.post);
  expect(server.discord.violations).toEqual([]);
  return { messages: messages.length, files: messages.flatMap((one) => one.files) };
}

it("is one file for three hours, within the limit", async () => {
  const { messages, files } = await posted(3);
  expect(messages).toBe(1);
  expect(files.map(({ name }) => name)).toEqual(["report.html"]);
  expect(files[0]?.data.byteLength).toBeLessThanOrEqual(10 * MEBIBYTE);
  expect(files[0]?.data.byteLength).toBeGreaterThan(9.5 * MEBIBYTE);
});

it("is several for half a day, in one message, and they lead to each other by the names that they have there", async () => {
  const { messages, files } = await posted(12, { isSpoiler: true });
  expect(messages).toBe(1);
  expect(files.map(({ name }) => name)).toEqual(["SPOILER_report-1.html", "SPOILER_report-2.html"]);
  for (const { data } of files) expect(data.byteLength).toBeLessThanOrEqual(10 * MEBIBYTE);
  const [first, second] = files.map(({ data }) => data.toString());
  expect(first).toContain('href="SPOILER_report-2.html#chapter-48"');
  expect(second).toContain('href="SPOILER_report-1.html#chapter-1"');
});
