import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { HERE, LINK, room, THERE } from "../room.ts";

const YOUTUBE = "https://www.youtube.com/watch?v=rabbit&si=who-shared-it";
const SIGNED = `${LINK}?signature=canary`;
const UNLISTED = "https://vimeo.com/123456/0a1b2c3d4e";

async function watched(link: string) {
  const made = await room();
  made.web.set(link, "the talk");
  const [summary] = await made.run("summarize", { links: [link] });
  return { ...made, summary };
}

const urlsOf = (message: OutgoingMessage | undefined) =>
  Object.fromEntries((message?.times ?? []).map(({ text, url }) => [text, url]));

const reportOf = (message: OutgoingMessage | undefined) =>
  message?.files?.find(({ mediaType }) => mediaType === "text/html")?.data.toString() ?? "";

describe("times that are links", () => {
  it("opens the site at each time of a summary, and says nothing of who shared the link", async () => {
    const { summary } = await watched(YOUTUBE);
    const at = (second: number) => `https://www.youtube.com/watch?v=rabbit&t=${second}s`;
    expect(urlsOf(summary)).toEqual({
      "0:00": at(0),
      "0:12.5": at(12),
      "0:42": at(42),
      "1:07.0": at(67),
      "1:40": at(100),
      "2:31.2": at(151),
      "3:00": at(180),
    });
  });

  it("opens a plain file by a media fragment", async () => {
    const { summary } = await watched(LINK);
    expect(urlsOf(summary)["1:07.0"]).toBe(`${LINK}#t=67`);
  });

  it("has links in answers and single frames too", async () => {
    const { ask, run } = await watched(YOUTUBE);
    expect(Object.keys(urlsOf((await ask("Who?"))[0]))).toEqual(["1:07.0"]);
    const [frame] = await run("frame", { options: { at: "1:23.3" } });
    expect(urlsOf(frame)).toEqual({ "1:23.2": "https://www.youtube.com/watch?v=rabbit&t=83s" });
  });

  it("has them in the report, and in the report that is asked for later", async () => {
    const { summary, run } = await watched(YOUTUBE);
    const link = 'href="https://www.youtube.com/watch?v=rabbit&amp;t=42s"';
    expect(reportOf(summary)).toContain(link);
    expect(reportOf((await run("report"))[0])).toContain(link);
  });

  it("shows nothing of a signed link anywhere", async () => {
    const { summary, ask, run } = await watched(SIGNED);
    const said = JSON.stringify([summary, await ask("Who?"), await run("report")]);
    expect(said).not.toContain("canary");
    expect(reportOf(summary)).not.toContain("canary");
    expect(summary?.times).toBeUndefined();
  });

  it("keeps an unlisted video's link in its thread and out of the report", async () => {
    const { summary } = await watched(UNLISTED);
    expect(urlsOf(summary)["0:42"]).toBe(`${UNLISTED}#t=42s`);
    expect(reportOf(summary)).not.toContain("vimeo");
  });

  it("opens the message with the still where the video is a file, and nothing for other moments", async () => {
    const { run, ask, web } = await room();
    web.set("F1", "the talk");
    const attachments = [{ platform: "slack", id: "F1", name: "talk.mp4" }] as const;
    const [summary] = await run("summarize", { attachments });
    expect(summary?.times).toBeUndefined();
    expect(reportOf(summary)).not.toContain("chat.example");
    const [answer] = await ask("Who?");
    const shown = expect.stringMatching(/^https:\/\/chat\.example\/messages\/\d+$/);
    expect(urlsOf(answer)).toEqual({ "1:07.0": shown });
    expect(urlsOf((await run("frame", { options: { at: "1:07.5" } }))[0])).toEqual({ "1:07.5": shown });
    expect((await run("frame", { options: { at: "1:23" } }))[0]?.times).toBeUndefined();
  });

  it("never shows one thread's link in another of the same tenant, though the summary is the same", async () => {
    const { run, web, state } = await watched(YOUTUBE);
    web.set("https://youtu.be/rabbit1", "the talk");
    const [there] = await run("summarize", { thread: THERE, links: ["https://youtu.be/rabbit1"] });
    expect(state.summaries).toHaveLength(1);
    expect(JSON.stringify(there?.times)).not.toContain("www.youtube.com");
    expect(reportOf(there)).not.toContain("www.youtube.com");
    const [here] = await run("report", { thread: HERE });
    expect(reportOf(here)).not.toContain("youtu.be");
  });
});

it.each([
  ["covers all that is said and shown of a video that came as a spoiler", [LINK], true],
  ["covers nothing of another link beside one", ["https://videos.example/other.mp4"], undefined],
])("%s", async (_, spoilers, isSpoiler) => {
  const { run, ask } = await room();
  const [summary] = await run("summarize", { links: [LINK], spoilers });
  const [answer] = await ask("Who?");
  const [frame] = await run("frame", { options: { at: "1:23.3" } });
  const [report] = await run("report");
  expect([summary, answer, frame, report].map((message) => message?.isSpoiler)).toEqual(
    Array(4).fill(isSpoiler),
  );
});
