import { describe, expect, it } from "vitest";
import type { OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { filesShown, readableText } from "../../fakes/discord/reading.ts";
import { adapterFor, startServer, threadIdOf } from "./harness.ts";

const MEBIBYTE = 1024 * 1024;

function file(name: string, mebibytes: number): OutgoingFile {
  const mediaType = name.endsWith(".jpg") ? "image/jpeg" : "text/html";
  return { name, mediaType, data: Buffer.alloc(mebibytes * MEBIBYTE), alt: "A rabbit" };
}

function message(still: number, report: number): OutgoingMessage {
  return {
    kind: "summary",
    text: "What happens.",
    cards: [{ time: "0:00 – 0:42", title: "Dawn", body: "Light.", image: file("still.jpg", still) }],
    footer: ["Looked."],
    files: [file("report.html", report)],
  };
}

async function post(
  given: OutgoingMessage,
  options: { tier?: number; shrink?: (jpeg: Buffer, maxBytes: number) => Promise<Buffer | null> } = {},
  fail?: (server: Awaited<ReturnType<typeof startServer>>) => void,
) {
  await using server = await startServer(options.tier ? { tier: options.tier } : {});
  const adapter = adapterFor(server.discord, options.shrink ? { shrink: options.shrink } : {});
  fail?.(server);
  await adapter.thread(threadIdOf(server.post)).post(given);
  const messages = server.discord.read(server.post);
  return {
    text: messages.map(readableText).join("\n"),
    files: messages.flatMap((one) => one.files.map(({ name }) => name)),
    pictures: messages.flatMap((one) => filesShown(one).pictures.map(({ name }) => name)),
    messages: messages.length,
    violations: server.discord.violations,
    tries: server.discord.requests.filter(({ method }) => method === "POST").length,
  };
}

describe("files that are too large", () => {
  it("are left out with a word, and the text arrives", async () => {
    const shown = await post(message(11, 12));
    expect(shown.text).toContain("What happens.");
    expect(shown.text).toContain("0:00 – 0:42\nDawn\nLight.");
    expect(shown.text).toContain("Left out because files may have at most 10 MB here: still.jpg");
    expect(shown.text).toContain("Left out because files may have at most 10 MB here: report.html");
    expect(shown).toMatchObject({ files: [], messages: 2, violations: [], tries: 2 });
  });

  it("are made smaller where they are stills", async () => {
    const asked: number[] = [];
    const shrink = async (_: Buffer, maxBytes: number) => {
      asked.push(maxBytes);
      return Buffer.alloc(MEBIBYTE);
    };
    const shown = await post(message(11, 1), { shrink });
    expect(asked).toEqual([10 * MEBIBYTE]);
    expect(shown).toMatchObject({ files: ["still.jpg", "report.html"], pictures: ["still.jpg"] });
    expect(shown.text).not.toContain("Left out");
  });

  it("are left out where making them smaller does not help", async () => {
    const shown = await post(message(11, 1), { shrink: async (jpeg) => jpeg });
    expect(shown.files).toEqual(["report.html"]);
  });

  it("are no more than a request takes in all, however large each may be", async () => {
    const files = ["a.html", "b.html", "c.html", "d.html"].map((name) => file(name, 9));
    const shown = await post({ kind: "notice", text: "All.", files });
    expect(shown.files).toEqual(["a.html", "b.html"]);
    expect(shown.text).toContain("c.html, d.html");
    expect(shown.violations).toEqual([]);
  });

  it.each([
    ["with Discord's own code", { code: 40_005 }],
    ["from a proxy without a code", { text: "<html>Too large</html>" }],
  ])("are taken out one by one when Discord says 413 %s", async (_, refusal) => {
    const shown = await post(message(1, 2), {}, ({ discord }) =>
      discord.fail({ method: "POST", path: /messages$/, status: 413, ...refusal }),
    );
    expect(shown.text).toContain("What happens.");
    expect(shown.text).toContain("still.jpg");
    expect(shown).toMatchObject({ files: ["report.html"], messages: 2, tries: 3 });
  });

  it("lose no text even when Discord takes no file at all", async () => {
    const files = Array.from({ length: 8 }, (_, at) => file(`picture-${at}.jpg`, 1));
    const shown = await post({ kind: "notice", text: "All.", files }, {}, ({ discord }) =>
      discord.fail({ method: "POST", path: /messages$/, status: 413, code: 40_005, times: 3 }),
    );
    expect(shown.text).toContain("All.");
    expect(shown).toMatchObject({ files: [], messages: 1, tries: 4 });
  });
});

describe("limits", () => {
  it("allow more where a server is boosted", async () => {
    await using server = await startServer({ tier: 2 });
    const adapter = adapterFor(server.discord);
    const thread = adapter.thread(threadIdOf(server.post));
    expect(thread.limits.bytesPerFile).toBe(10 * MEBIBYTE);
    await adapter.start([], async () => undefined);
    expect(adapter.thread(threadIdOf(server.post)).limits.bytesPerFile).toBe(50 * MEBIBYTE);
    await adapter.stop();
  });
});
