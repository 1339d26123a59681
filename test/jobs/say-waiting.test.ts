import { expect, it } from "vitest";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { eventually } from "../support/eventually.ts";
import { later, prepared } from "./chat.ts";
import { asked } from "./events.ts";

it("a job that is stopped before the platform has confirmed its line ends with Stopped", async () => {
  const { ask, say, messages, thread } = await prepared();
  const event = asked({ id: "1" });
  const place = thread(event.thread);
  const { post } = place;
  const { promise: confirmed, resolve: confirm } = Promise.withResolvers<void>();
  place.post = async (message, delivery) => {
    const ref = await post(message);
    await confirmed;
    await delivery?.onPosted(ref);
    return ref;
  };
  const asking = ask(event);
  await eventually(() => expect(messages(event)).toHaveLength(1));
  place.post = post;
  await say("cancel", later(event));
  confirm();
  await asking;
  expect(place.shown().map(({ text }) => text)).toEqual(["Stopped.", `Stopping job ${jobIdOf(event)}.`]);
});

it("a job that is stopped while its new position is on the way ends with Stopped", async () => {
  const { ask, jobControl, lines, thread } = await prepared();
  const events = ["1", "2", "3"].map((id) => asked({ id }));
  for (const event of events) await ask(event);
  const [, second, third] = events;
  if (!second || !third) return expect.unreachable();
  const gone = ({ thread: place, id }: typeof second) =>
    jobControl.onDeleted({ type: "deleted", thread: place, message: id });
  await gone(second);
  const place = thread(third.thread);
  const { edit } = place;
  // The person stops it just before the new position reaches the platform.
  place.edit = async (...edited) => {
    place.edit = edit;
    await gone(third);
    await edit(...edited);
  };
  await lines.refresh();
  expect(place.shown().at(-1)?.text).toBe("Stopped.");
});
