import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { AttachmentRef } from "../../../../src/chat/video-sources.ts";
import type { SlackSaying } from "../../../fakes/slack/people.ts";
import { BOT_TOKEN } from "../../../fakes/slack/world.ts";
import { serveHttp } from "../../../support/servers/loopback.ts";
import { type SlackApp, slackApp } from "../slack-app.ts";

const never = new AbortController().signal;
const DATA = Buffer.alloc(300_000, "film");

function attach(app: SlackApp, file: SlackSaying["file"] = {}): AttachmentRef {
  app.slack.people.say({ text: "", attachment: { name: "holiday.mp4", data: DATA }, file });
  const [id = ""] = [...app.slack.world.files.keys()].slice(-1);
  return { platform: "slack", id, name: "holiday.mp4" };
}

/** Somebody else's server, which counts who shows it a token. */
async function stranger() {
  const seen: (string | undefined)[] = [];
  const server = await serveHttp((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "video/mp4" }).end("stolen");
  });
  return { ...server, seen };
}

describe("openAttachment", () => {
  it("asks for the address afresh and streams the file, with its size", async () => {
    await using app = await slackApp();
    const download = await app.adapter.openAttachment(attach(app), never);
    expect(download).toMatchObject({ name: "holiday.mp4", size: DATA.byteLength });
    if (!("body" in download)) throw new TypeError("expected a body");
    expect((await buffer(download.body)).equals(DATA)).toBe(true);
    expect(app.slack.tokensAtFiles).toHaveLength(1);
  });

  it("opens a file of another organisation that tells what it is only when asked", async () => {
    await using app = await slackApp();
    const download = await app.adapter.openAttachment(attach(app, { fileAccess: "check_file_info" }), never);
    expect(download).toMatchObject({ size: DATA.byteLength });
  });

  it("brings what Slack wrote down of what is said", async () => {
    await using app = await slackApp();
    const vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning.\n";
    const ref = attach(app, { captions: { vtt } });
    const download = await app.adapter.openAttachment(ref, never);
    expect(download).toMatchObject({ captions: vtt, size: DATA.byteLength });
    if (!("body" in download)) throw new TypeError("expected a body");
    expect((await buffer(download.body)).equals(DATA)).toBe(true);
  });

  it("opens the file without captions that are too large or lie elsewhere", async () => {
    await using app = await slackApp();
    await using other = await stranger();
    const large = attach(app, { captions: { vtt: `WEBVTT${" ".repeat(2_000_001)}` } });
    const url = `http://127.0.0.1:${other.port}/files.slack.com/captions.vtt`;
    const elsewhere = attach(app, { captions: { vtt: "", url } });
    for (const ref of [large, elsewhere]) {
      const download = await app.adapter.openAttachment(ref, never);
      expect(download).toMatchObject({ size: DATA.byteLength });
      expect(download).not.toHaveProperty("captions");
    }
    expect(other.seen).toEqual([]);
  });

  it.each([
    ["is kept elsewhere", { mode: "external" }, "attachment-external"],
    ["may not be seen by the bot", { fileAccess: "access_denied" }, "attachment-external"],
    ["was removed", { mode: "tombstone" }, "attachment-gone"],
  ] as const)("says so when the file %s", async (_what, file, code) => {
    await using app = await slackApp();
    const opening = app.adapter.openAttachment(attach(app, file), never);
    await expect(opening).rejects.toMatchObject({ code, details: { name: "holiday.mp4" } });
    expect(app.slack.tokensAtFiles).toEqual([]);
  });

  it("names the missing scope when Slack sends a page instead of the file", async () => {
    await using app = await slackApp();
    const ref = attach(app);
    app.slack.fileHost.mood = { kind: "html" };
    const forbidden = { code: "attachment-forbidden", details: { scope: "files:read" } };
    await expect(app.adapter.openAttachment(ref, never)).rejects.toMatchObject(forbidden);
    app.slack.world.tokens.get(BOT_TOKEN)?.delete("files:read");
    await expect(app.adapter.openAttachment(ref, never)).rejects.toMatchObject(forbidden);
  });

  it.each([
    ["without a type", null],
    ["under the type of the film", "video/mp4"],
  ])("names the missing scope when the page comes %s", async (_how, type) => {
    await using app = await slackApp();
    const ref = attach(app);
    app.slack.fileHost.mood = { kind: "html", type };
    await expect(app.adapter.openAttachment(ref, never)).rejects.toMatchObject({
      code: "attachment-forbidden",
      details: { scope: "files:read" },
    });
  });

  it("asks again when the file host stumbles", async () => {
    await using app = await slackApp();
    const ref = attach(app);
    app.slack.fileHost.mood = { kind: "status", status: 503, times: 2 };
    expect(await app.adapter.openAttachment(ref, never)).toMatchObject({ size: DATA.byteLength });
  });

  it("takes the token along no redirect", async () => {
    await using app = await slackApp();
    await using other = await stranger();
    app.slack.fileHost.mood = { kind: "redirect", to: `http://127.0.0.1:${other.port}/film.mp4` };
    await expect(app.adapter.openAttachment(attach(app), never)).rejects.toMatchObject({
      code: "attachment-forbidden",
    });
    expect(other.seen).toEqual([]);
  });

  it("shows the token to no other host, whatever address a file has", async () => {
    await using app = await slackApp();
    await using other = await stranger();
    const here = new URL(app.slack.base).port;
    const addresses = [
      `http://127.0.0.1:${other.port}/files.slack.com/film.mp4`,
      `http://127.0.0.1:${other.port}/?u=https://files.slack.com/film.mp4`,
      `http://files.slack.com@127.0.0.1:${other.port}/film.mp4`,
      `http://127.0.0.1:${here}@127.0.0.1:${other.port}/film.mp4`,
      `http://localhost:${here}/files-pri/T0TEAM-F1/download/film.mp4`,
    ];
    for (const url of addresses) {
      await expect(app.adapter.openAttachment(attach(app, { url }), never)).rejects.toMatchObject({
        code: "attachment-external",
      });
    }
    expect(other.seen).toEqual([]);
    expect(app.slack.tokensAtFiles).toEqual([]);
  });

  it("waits when the file host asks for it, and gives up in the end", async () => {
    await using app = await slackApp();
    const ref = attach(app);
    app.slack.fileHost.mood = { kind: "status", status: 429, times: 2 };
    expect(await app.adapter.openAttachment(ref, never)).toMatchObject({ size: DATA.byteLength });
    app.slack.fileHost.mood = { kind: "status", status: 429, times: 9 };
    await expect(app.adapter.openAttachment(ref, never)).rejects.toMatchObject({
      code: "platform-unreachable",
    });
  });

  it.each([
    [404, "attachment-gone"],
    [403, "attachment-forbidden"],
    [500, "platform-unreachable"],
  ])("gives a code for status %i", async (status, code) => {
    await using app = await slackApp();
    app.slack.fileHost.mood = { kind: "status", status, times: 9 };
    await expect(app.adapter.openAttachment(attach(app), never)).rejects.toMatchObject({ code });
  });

  it.each([
    [
      "Slack asks to wait",
      (app: SlackApp) => app.slack.trouble.expect("files.info", { kind: "rate-limit", retryAfter: 90 }),
    ],
    [
      "the file host asks to wait",
      (app: SlackApp) => {
        app.slack.fileHost.mood = { kind: "status", status: 429, times: 9 };
      },
    ],
  ])("stops at once when it is aborted while %s", async (_what, disturb) => {
    const stopping = new AbortController();
    const reason = new Error("stop");
    await using app = await slackApp({
      clock: {
        now: () => 0,
        wait: () => {
          stopping.abort(reason);
          return new Promise(() => undefined);
        },
      },
    });
    const ref = attach(app);
    disturb(app);
    await expect(app.adapter.openAttachment(ref, stopping.signal)).rejects.toBe(reason);
  });

  it("stops in the middle when it is aborted", async () => {
    await using app = await slackApp();
    const stopping = new AbortController();
    const download = await app.adapter.openAttachment(attach(app), stopping.signal);
    if (!("body" in download)) throw new TypeError("expected a body");
    const reason = new Error("stop");
    const read = async () => {
      for await (const _chunk of download.body) stopping.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
  });
});
