import { expect, it } from "vitest";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { CuepointError } from "../../../src/errors.ts";
import { jobIdOf } from "../../../src/jobs/queue/job-id.ts";
import { createOutboxThread } from "../../../src/jobs/run/outbox-thread.ts";
import { UNTRIED } from "../../../src/store/jobs.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { asked } from "../events.ts";
import { preparedHandler, TENANT } from "../prepared-handler.ts";

const part = (name: string): OutgoingMessage => ({ kind: "part", part: name, text: `Part ${name}` });
const summary: OutgoingMessage = { kind: "summary", text: "What happens." };
const done: OutgoingMessage = { kind: "progress", text: "Done." };

/** The same job in one try after another, as when its process dies. */
async function tries() {
  const { outbox } = await temporaryStore();
  const thread = createFakeThread();
  const again = () =>
    createOutboxThread({
      ...{ thread, outbox, job: { tenant: "slack:acme", id: "x7k2m9qa" } },
      ...{ assertMine: async () => undefined, hasAttention: () => false },
    });
  const shown = () => thread.shown().map(({ text }) => text);
  return { again, shown };
}

it("says each part once, also in a try that has no first stills to show", async () => {
  const { again, shown } = await tries();
  const first = again();
  await first.post(part("glimpse"));
  await first.post(part("1"));
  const second = again();
  await second.post(part("1"));
  await second.post(part("2"));
  expect(shown()).toEqual(["Part glimpse", "Part 1", "Part 2"]);
});

it("lets the summary take the place of the parts", async () => {
  const { again, shown } = await tries();
  const place = again();
  await place.post(part("1"));
  await place.post(part("2"));
  await place.post(summary);
  await place.end(done, true);
  expect(shown()).toEqual(["What happens."]);
});

it("lets it do so when the process died between the two", async () => {
  const { again, shown } = await tries();
  const first = again();
  await first.post(part("1"));
  await first.post(summary);
  const second = again();
  expect(await second.isAnswered()).toBe(true);
  await second.end(done, true);
  await second.end(done, true);
  expect(shown()).toEqual(["What happens."]);
});

it("leaves the parts where the job failed: they are all that there is", async () => {
  const { again, shown } = await tries();
  const place = again();
  await place.post(part("1"));
  await place.post({ kind: "error", text: "It failed." });
  await place.end(done);
  expect(shown()).toEqual(["Part 1", "It failed."]);
});

it.each([
  [
    "goes on from what an earlier job of the same work has said",
    {},
    ["part 1", "part 2", "summary"],
    ["Part 1"],
  ],
  [
    "says all of another video",
    { links: ["https://videos.example/b"] },
    ["part 1", "part 1", "part 2", "summary"],
    [],
  ],
  ["says all in another language", { locale: "de" }, ["part 1", "part 1", "part 2", "summary"], []],
] as const)("%s", async (_, more, posts, gone) => {
  let isFailing = true;
  const { handle, store, told, shown } = await preparedHandler({
    async run({ thread }) {
      await thread.post(part("1"));
      if (isFailing) throw new CuepointError("unexpected");
      await thread.post(part("2"));
      await thread.post(summary);
    },
  });
  const first = { ...asked({ id: "1" }), links: ["https://videos.example/a"] };
  const job = { tenant: TENANT, state: "failed", createdAt: 1, updatedAt: 1, ...UNTRIED } as const;
  await store.jobs.add({ ...job, id: jobIdOf(first), event: first });
  await handle({ event: first, id: jobIdOf(first) });
  expect(
    shown()
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(["error", "part"]);
  isFailing = false;
  const again = { ...first, id: "2", ...more };
  await handle({ event: again, id: jobIdOf(again) });
  const said = told.filter(
    ({ edits, message }) => edits === null && ["part", "summary"].includes(message.kind),
  );
  expect(said.map(({ message }) => [message.kind, message.part].filter(Boolean).join(" "))).toEqual(posts);
  const left = shown().map(({ text }) => text);
  for (const text of gone) expect(left).not.toContain(text);
  expect(left.at(-1)).toBe(summary.text);
});

it("takes the parts away later when the platform is away just then, and says nothing again", async () => {
  const fake = createFakeThread();
  let isAway = true;
  const thread = {
    ...fake,
    remove: async (ref: string) => {
      if (isAway) throw new CuepointError("platform-unreachable");
      await fake.remove(ref);
    },
  };
  const { handle } = await preparedHandler({
    thread,
    async run({ thread: place }) {
      await place.post(part("1"));
      await place.post(summary);
    },
  });
  expect(await handle()).toMatchObject({ state: "again" });
  isAway = false;
  expect(await handle({ attempts: 2 })).toEqual({ state: "done" });
  expect(fake.shown().map(({ text }) => text)).toEqual([summary.text]);
  expect(fake.told.filter(({ message }) => message.kind === "summary")).toHaveLength(1);
});
