import { expect, it } from "vitest";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import { createOutboxThread } from "../../../src/jobs/run/outbox-thread.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

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
