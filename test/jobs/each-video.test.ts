import { expect, it } from "vitest";
import type { CommandDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { forEachVideo } from "../../src/jobs/each-video.ts";

const video = (id: string) => ({ platform: "slack", id, name: `${id}.mp4` }) as const;

/** What is carried out, as the attachments and links of each. */
async function carriedOut(changes: Partial<CommandEvent>, needsVideo = true) {
  const done: (readonly string[])[] = [];
  const command: CommandDefinition = {
    ...{ name: "summarize", description: { en: "", zh: "" }, needsVideo, isJob: true, options: [] },
    run: async () => undefined,
  };
  const event: CommandEvent = {
    ...{ type: "command", id: "1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" },
    ...{ command: "summarize", attachments: [], links: [], options: {}, ...changes },
  };
  const execute = forEachVideo(async (_, { attachments, links }) => {
    done.push([...attachments.map(({ id }) => id), ...links]);
  }, 2);
  await execute(command, event, new AbortController().signal);
  return done;
}

it("takes each file by itself, and no link beside them", async () => {
  const attachments = [video("a"), video("b"), video("c")];
  expect(await carriedOut({ attachments, links: ["https://x.example/v.mp4"] })).toEqual([
    ["a"],
    ["b"],
    ["c"],
  ]);
});

it("takes the links in order, up to the limit", async () => {
  const links = ["https://x.example/1.mp4", "https://x.example/2.mp4", "https://x.example/3.mp4"];
  expect(await carriedOut({ links })).toEqual([links.slice(0, 1), links.slice(1, 2)]);
});

it("leaves out what may be no video where something surely is", async () => {
  const links = ["https://x.example/about", "https://x.example/1.mp4"];
  expect(await carriedOut({ links })).toEqual([["https://x.example/1.mp4"]]);
  expect(await carriedOut({ links: links.slice(0, 1) })).toEqual([["https://x.example/about"]]);
});

it("leaves a command alone that comes without a video, or is about none", async () => {
  expect(await carriedOut({})).toEqual([[]]);
  expect(await carriedOut({ attachments: [video("a"), video("b")] }, false)).toEqual([["a", "b"]]);
});
