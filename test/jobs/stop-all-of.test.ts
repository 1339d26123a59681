import { expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import { later, prepared, TENANT } from "./chat.ts";
import { asked } from "./events.ts";

it("stops all that a person asked for, and comes back when it has ended, so that it can be deleted", async () => {
  const { ask, start, jobControl, store, ends } = await prepared({ running: 1 });
  const [running, waiting, other] = [
    asked({ id: "a" }),
    asked({ id: "b" }),
    asked({ id: "c", person: "ben" }),
  ];
  for (const event of [running, waiting, other]) await ask(event);
  await start();
  await eventually(() => expect(ends.has("a")).toBe(true));
  await jobControl.stopAllOf(TENANT, "ann");
  const states = (await store.jobs.list()).map(({ event, state }) => [event.id, state]);
  expect(states).toMatchObject([
    ["a", "cancelled"],
    ["b", "cancelled"],
    ["c", expect.stringMatching(/queued|running/)],
  ]);
  expect(await store.forgetPerson(TENANT, "ann")).toMatchObject({ others: 2 });
  expect((await store.jobs.list()).map(({ event }) => event.id)).toEqual(["c"]);
});

it("status says what is set in the place, also to a person who has no jobs", async () => {
  const { say, last, store } = await prepared();
  const event = later(asked({ id: "a" }));
  await say("status", event);
  expect(last(event)?.text).toBe("You have no videos in progress here.");
  await store.places.change(event.thread, "channel", () => ({ language: "de", keepDays: 1 }));
  await say("status", event);
  expect(last(event)?.text.split("\n")).toEqual([
    "You have no videos in progress here.",
    "Settings here: Language: de, Kept for: one day after its last use",
  ]);
});
