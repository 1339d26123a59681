import { expect, it } from "vitest";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { eventually } from "../support/eventually.ts";
import { prepared } from "./chat.ts";
import { asked } from "./events.ts";

it("says anew where a job stands once those before it are gone, and nothing where nothing has changed", async () => {
  const { ask, jobControl, start, ends, lines, last, messages } = await prepared();
  const events = ["1", "2", "3"].map((id) => asked({ id }));
  for (const event of events) await ask(event);
  const [first, second, third] = events;
  if (!first || !second || !third) return expect.unreachable();
  const line = () => last(third)?.text;
  expect(line()).toBe(`Job ${jobIdOf(third)} is number 2 in the queue.`);
  await lines.refresh();
  expect(messages(third)).toHaveLength(1);
  await jobControl.onDeleted({ type: "deleted", thread: second.thread, message: second.id });
  await lines.refresh();
  expect(line()).toBe(`Job ${jobIdOf(third)} starts next.`);

  await start();
  for (const { id } of [first, third]) {
    await eventually(() => expect(ends.has(id)).toBe(true));
    ends.get(id)?.();
  }
  const summary = { kind: "summary" };
  await eventually(() => expect(last(third)).toMatchObject(summary));
  await lines.refresh();
  expect(last(third)).toMatchObject(summary);
});
