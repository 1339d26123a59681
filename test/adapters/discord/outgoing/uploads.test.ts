import { describe, expect, it } from "vitest";
import type { FileRoom, OutgoingFile, OutgoingMessage } from "../../../../src/chat/message.ts";
import { filesShown, readableText } from "../../../fakes/discord/reading.ts";
import { adapterFor, startServer, threadIdOf } from "../harness.ts";

const MEBIBYTE = 1024 * 1024;

type Smaller = NonNullable<OutgoingFile["smaller"]>;

function file(name: string, mebibytes: number, smaller?: Smaller): OutgoingFile {
  const mediaType = name.endsWith(".jpg") ? "image/jpeg" : "text/html";
  const data = Buffer.alloc(mebibytes * MEBIBYTE);
  return { name, mediaType, data, alt: "A rabbit", ...(smaller && { smaller }) };
}

function message(still: number, report: number, smaller?: Smaller): OutgoingMessage {
  return {
    kind: "summary",
    text: "What happens.",
    cards: [{ time: "0:00 – 0:42", title: "Dawn", body: "Light.", image: file("still.jpg", still, smaller) }],
    footer: ["Looked."],
    files: [file("report.html", report, smaller)],
  };
}

async function post(
  given: OutgoingMessage,
  options: { tier?: number } = {},
  fail?: (server: Awaited<ReturnType<typeof startServer>>) => void,
) {
  await using server = await startServer(options.tier ? { tier: options.tier } : {});
  const adapter = adapterFor(server.discord);
  fail?.(server);
  await adapter.thread(threadIdOf(server.post)).post(given);
  const messages = server.discord.read(server.post);
  return {
    text: messages.map(readableText).join("\n"),
    files: messages.flatMap((one) => one.files.map(({ name }) => name)),
    bytes: messages.flatMap((one) => one.files.map(({ data }) => data.byteLength)),
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
    const remark = "Left out because files here are limited to 10 MB: still.jpg, report.html";
    expect(shown.text).toContain(remark);
    expect(shown).toMatchObject({ files: [], messages: 1, violations: [], tries: 1 });
  });

  it("are made smaller where they can be, without a remark", async () => {
    const asked: number[] = [];
    const shown = await post(
      message(11, 30, async (maxBytes) => {
        asked.push(maxBytes);
        return Buffer.alloc(MEBIBYTE);
      }),
    );
    expect(asked).toEqual([10 * MEBIBYTE, 10 * MEBIBYTE]);
    expect(shown).toMatchObject({ files: ["still.jpg", "report.html"], pictures: ["still.jpg"], tries: 2 });
    expect(shown.text).not.toContain("Left out");
  });

  it.each([
    ["does not help", async () => Buffer.alloc(11 * MEBIBYTE)],
    ["cannot be done", async () => null],
  ])("are left out where making them smaller %s", async (_, smaller) => {
    const shown = await post(message(11, 1, smaller));
    expect(shown.files).toEqual(["report.html"]);
    expect(shown.text).toContain("Left out because files here are limited to 10 MB: still.jpg");
  });

  it("come as several in the same message where one would lose too much", async () => {
    const rooms: unknown[] = [];
    const several = [file("report-1.html", 9), file("report-2.html", 8)];
    const inSeveral = async (room: FileRoom) => {
      rooms.push(room);
      return several;
    };
    const report = { ...file("report.html", 30, async () => Buffer.alloc(1)), inSeveral };
    const shown = await post({ kind: "notice", text: "All.", files: [report, file("said.vtt", 1)] });
    expect(rooms).toEqual([
      { name: "report.html", bytesPerFile: 10 * MEBIBYTE, bytes: 25 * MEBIBYTE - 64 * 1024, files: 10 },
    ]);
    expect(shown.files).toEqual(["report-1.html", "report-2.html", "said.vtt"]);
    expect(shown.text).not.toContain("Left out");
    expect(shown.violations).toEqual([]);
  });

  it.each([
    ["that is not needed", async () => null],
    ["they do not fit either", async () => [file("report-1.html", 9), file("report-2.html", 11)]],
    ["together they are too much", async () => [1, 2, 3].map((number) => file(`report-${number}.html`, 9))],
  ])("are one and smaller where %s", async (_, inSeveral) => {
    const report = { ...file("report.html", 30, async () => Buffer.alloc(1)), inSeveral };
    const shown = await post({ kind: "notice", text: "All.", files: [report] });
    expect(shown).toMatchObject({ files: ["report.html"], bytes: [1] });
  });

  it("come in as many messages as their bytes need, none smaller than it is", async () => {
    const files = ["a.html", "b.html", "c.html", "d.html"].map((name) =>
      file(name, 9, async () => Buffer.alloc(0)),
    );
    const shown = await post({ kind: "notice", text: "All.", files });
    expect(shown.files).toEqual(["a.html", "b.html", "c.html", "d.html"]);
    expect(shown).toMatchObject({ messages: 2, violations: [], bytes: files.map(() => 9 * MEBIBYTE) });
  });

  it("keep ten stills of 4 MB with their cards", async () => {
    const cards = Array.from({ length: 10 }, (_, at) => ({
      ...{ time: `${at}:00`, title: `Chapter ${at}`, body: "Light.", image: file(`still-${at}.jpg`, 4) },
    }));
    const shown = await post({ kind: "summary", text: "What happens.", cards });
    expect(shown.pictures).toEqual(cards.map(({ image }) => image.name));
    expect(shown).toMatchObject({ messages: 2, violations: [] });
  });

  it("are asked for half of their bytes when Discord says 413 to what should fit", async () => {
    const half = async (maxBytes: number) => Buffer.alloc(maxBytes);
    const shown = await post(message(8, 1, half), {}, ({ discord }) =>
      discord.fail({ method: "POST", path: /messages$/, status: 413, code: 40_005 }),
    );
    expect(shown.bytes).toEqual([4 * MEBIBYTE, MEBIBYTE]);
    expect(shown.text).not.toContain("Left out");
  });

  it.each([
    ["with Discord's own code", { code: 40_005 }],
    ["from a proxy without a code", { text: "<html>Too large</html>" }],
  ])("are taken out one by one when Discord says 413 %s", async (_, refusal) => {
    const shown = await post(message(1, 2), {}, ({ discord }) =>
      discord.fail({ method: "POST", path: /messages$/, status: 413, ...refusal }),
    );
    expect(shown.text).toContain("What happens.");
    expect(shown.text).toContain("Left out because Discord rejected the file as too large: report.html");
    expect(shown).toMatchObject({ files: ["still.jpg"], messages: 1, tries: 2 });
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
  it("allow more where a server is boosted, up to what one request takes", async () => {
    await using server = await startServer({ tier: 2 });
    const adapter = adapterFor(server.discord);
    const thread = adapter.thread(threadIdOf(server.post));
    expect(thread.limits.bytesPerFile).toBe(10 * MEBIBYTE);
    await adapter.start([], async () => undefined);
    expect(adapter.thread(threadIdOf(server.post)).limits.bytesPerFile).toBe(25 * MEBIBYTE - 64 * 1024);
    await adapter.stop();
  });
});
