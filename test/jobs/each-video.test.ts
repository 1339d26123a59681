import { expect, it } from "vitest";
import type { CommandDefinition } from "../../src/chat/command.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { inEveryLanguage } from "../../src/chat/locales/locales.ts";
import { forEachVideo } from "../../src/jobs/each-video.ts";

const video = (id: string) => ({ platform: "slack", id, name: `${id}.mp4` }) as const;

/** What is carried out, as the attachments and links of each. */
async function carriedOut(changes: Partial<CommandEvent>, needsVideo = true) {
  const done: (readonly string[])[] = [];
  const parts: CommandEvent["part"][] = [];
  let leftOut = 0;
  let without = 0;
  const command: CommandDefinition = {
    ...{ name: "summarize", description: inEveryLanguage(() => ""), needsVideo, isJob: true, options: [] },
    run: async () => undefined,
  };
  const event: CommandEvent = {
    ...{ type: "command", id: "1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" },
    ...{ command: "summarize", attachments: [], links: [], options: {}, ...changes },
  };
  const execute = forEachVideo(
    async (_, { attachments, links, part }) => {
      done.push([...attachments.map(({ id }) => id), ...links]);
      parts.push(part);
    },
    {
      most: 2,
      async tellLeftOut(_, count) {
        // Said after what is taken has become jobs.
        leftOut = done.length === 2 ? count : -1;
      },
      async tellNoVideo() {
        without += 1;
      },
    },
  );
  await execute(command, event, new AbortController().signal);
  return { done, parts, leftOut, without };
}

it("takes each file by itself, and no link beside them", async () => {
  const attachments = [video("a"), video("b"), video("c")];
  expect((await carriedOut({ attachments, links: ["https://x.example/v.mp4"] })).done).toEqual([
    ["a"],
    ["b"],
    ["c"],
  ]);
});

it("takes the links in order, up to the limit", async () => {
  const links = ["https://x.example/1.mp4", "https://x.example/2.mp4", "https://x.example/3.mp4"];
  const { done, parts, leftOut } = await carriedOut({ links });
  expect(done).toEqual([links.slice(0, 1), links.slice(1, 2)]);
  expect(parts).toEqual([
    { number: 1, of: 2 },
    { number: 2, of: 2 },
  ]);
  expect(leftOut).toBe(1);
});

it("leaves out what may be no video where something surely is", async () => {
  const links = ["https://x.example/about", "https://x.example/1.mp4"];
  const { done, parts, leftOut } = await carriedOut({ links });
  expect([done, parts, leftOut]).toEqual([[["https://x.example/1.mp4"]], [undefined], 0]);
  expect((await carriedOut({ links: links.slice(0, 1) })).done).toEqual([["https://x.example/about"]]);
});

it("makes no job of a request for a video that has none", async () => {
  expect(await carriedOut({})).toMatchObject({ done: [], without: 1 });
});

it("leaves a command alone that is about no video", async () => {
  expect(await carriedOut({}, false)).toMatchObject({ done: [[]], without: 0 });
  expect((await carriedOut({ attachments: [video("a"), video("b")] }, false)).done).toEqual([["a", "b"]]);
});
