import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { refOf } from "../../../../adapters/discord/files/open-attachment.ts";
import type { AttachmentRef, Download } from "../../../../src/chat/video-sources.ts";
import { signedUrl } from "../../../fakes/discord/payloads.ts";
import { must } from "../../../fakes/discord/world.ts";
import { adapterFor, createClock, startServer } from "../harness.ts";

const never = new AbortController().signal;
const DAY = 24 * 60 * 60 * 1000;
const DATA = Buffer.from("moving pictures");

async function setUp() {
  const clock = createClock();
  const server = await startServer({ now: clock.now });
  const { discord, ada, films } = server;
  const message = discord.people.says(ada, films, {
    mention: true,
    files: [{ name: "clip.mp4", data: DATA }],
  });
  const file = must(message.files[0], "file");
  const url = signedUrl(file, new URL(discord.apiUrl).origin, clock.now());
  const plain = { attachment: file.id, url, name: file.name, size: file.data.byteLength };
  const adapter = adapterFor(discord);
  return {
    ...server,
    clock,
    message,
    file,
    adapter,
    plain,
    inMessage: refOf({ ...plain, message: { channel: films.id, id: message.id } }),
    ofInteraction: refOf(plain),
    open: (ref: AttachmentRef) => adapter.openAttachment(ref, never),
  };
}

function contentOf(download: Download): Promise<Buffer> {
  if (!("body" in download)) throw new TypeError("a chat platform gives a stream");
  return buffer(download.body);
}

describe("openAttachment", () => {
  it("streams the file from its address, without a header of ours, and without asking for the message", async () => {
    await using at = await setUp();
    for (const ref of [at.inMessage, at.ofInteraction]) {
      const download = await at.open(ref);
      expect(download).toMatchObject({ name: "clip.mp4", size: DATA.byteLength });
      expect(await contentOf(download)).toEqual(DATA);
    }
    expect(at.discord.requests).toEqual([]);
    expect(at.discord.downloads.map(({ authorization }) => authorization)).toEqual([null, null]);
  });

  it("asks the message for a fresh address when the known one has expired", async () => {
    await using at = await setUp();
    at.clock.advance(DAY);
    expect(await contentOf(await at.open(at.inMessage))).toEqual(DATA);
    expect(at.discord.downloads.map(({ status }) => status)).toEqual([200]);
  });

  it("asks the message when an address is refused before its time", async () => {
    await using at = await setUp();
    const spoilt = at.plain.url.replace(/hm=\w/, "hm=x");
    const ref = refOf({ ...at.plain, url: spoilt, message: { channel: at.films.id, id: at.message.id } });
    await at.open(ref);
    expect(at.discord.downloads.map(({ status }) => status)).toEqual([404, 200]);
  });

  it("says that it is gone when it was given with a command and the address has expired", async () => {
    await using at = await setUp();
    at.clock.advance(DAY);
    await expect(at.open(at.ofInteraction)).rejects.toMatchObject({
      code: "attachment-gone",
      details: { name: "clip.mp4" },
    });
    expect(at.discord.downloads).toEqual([]);
  });

  it("says that it is gone when the message is, or has the file no more", async () => {
    await using at = await setUp();
    at.clock.advance(DAY);
    const other = refOf({
      ...at.plain,
      attachment: "1457705189376000099",
      message: { channel: at.films.id, id: at.message.id },
    });
    await expect(at.open(other)).rejects.toMatchObject({ code: "attachment-gone" });
    at.discord.people.deletes(at.message);
    await expect(at.open(at.inMessage)).rejects.toMatchObject({ code: "attachment-gone" });
  });

  it("says that it may not look where the channel is closed to it", async () => {
    await using at = await setUp();
    at.clock.advance(DAY);
    at.discord.places.deny(at.films, ["ViewChannel"]);
    await expect(at.open(at.inMessage)).rejects.toMatchObject({ code: "attachment-forbidden" });
  });

  it.each([
    "https://cdn.discordapp.com.evil.example/attachments/1/2/clip.mp4",
    "https://cdn.discordapp.com@evil.example/attachments/1/2/clip.mp4",
    "https://user@cdn.discordapp.com/attachments/1/2/clip.mp4",
    "https://cdn.discordapp.com:8443/attachments/1/2/clip.mp4",
    "http://cdn.discordapp.com/attachments/1/2/clip.mp4",
    "https://evil.example/cdn.discordapp.com/clip.mp4",
    "https://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:9/attachments/1/2/clip.mp4",
    "http://localhost/clip.mp4",
  ])("sends no request to %s", async (url) => {
    await using at = await setUp();
    await expect(at.open(refOf({ ...at.plain, url }))).rejects.toMatchObject({ code: "attachment-external" });
    expect(at.discord.downloads).toEqual([]);
  });

  it("stops when it is told to, between two parts of the file too", async () => {
    await using at = await setUp();
    const stopping = new AbortController();
    const download = await at.adapter.openAttachment(at.inMessage, stopping.signal);
    stopping.abort(new Error("stopped"));
    await expect(contentOf(download)).rejects.toThrow("stopped");
  });
});
