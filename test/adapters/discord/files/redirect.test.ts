import type { ServerResponse } from "node:http";
import { REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { createOpenAttachment, refOf } from "../../../../adapters/discord/files/open-attachment.ts";
import { serveHttp } from "../../../support/servers/loopback.ts";

const never = new AbortController().signal;

/** A file server of its own mind, whose host counts because the API is there too. */
async function openAt(answer: (response: ServerResponse, count: number) => void) {
  let count = 0;
  await using server = await serveHttp((_, response) => {
    count += 1;
    answer(response, count);
  });
  const openAttachment = createOpenAttachment({
    rest: new REST(),
    apiUrl: `${server.url}/api`,
    now: Date.now,
    pauseMs: 0,
  });
  const ref = refOf({
    attachment: "1457705189376000001",
    url: `${server.url}/clip.mp4`,
    name: "clip.mp4",
    size: 1,
  });
  const result = await openAttachment(ref, never)
    .then(() => "opened")
    .catch((error: { code?: string; message: string }) => error.code ?? error.message);
  return { result, count };
}

describe("a file server", () => {
  it.each([301, 302, 307])("that sends elsewhere (%d) is not followed", async (status) => {
    const opened = await openAt((response) =>
      response.writeHead(status, { location: "http://127.0.0.1:1/secret" }).end(),
    );
    expect(opened).toEqual({ result: "attachment-external", count: 1 });
  });

  it("that stumbles is asked again", async () => {
    const opened = await openAt((response, count) => response.writeHead(count < 3 ? 503 : 200).end("x"));
    expect(opened).toEqual({ result: "opened", count: 3 });
  });

  it("that stays down is given up on", async () => {
    const opened = await openAt((response) => response.writeHead(503).end());
    expect(opened).toEqual({ result: "platform-unreachable", count: 3 });
  });

  it("that hangs up is asked again", async () => {
    const opened = await openAt((response, count) => (count < 2 ? response.destroy() : response.end("x")));
    expect(opened).toEqual({ result: "opened", count: 2 });
  });
});
