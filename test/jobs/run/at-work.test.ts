import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import { JobStop } from "../../../src/jobs/queue/queue.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { preparedHandler } from "../prepared-handler.ts";

type Setup = NonNullable<Parameters<typeof preparedHandler>[0]>;

/** What the platform's own sign showed over the job's time, and what the job came to. */
async function signs(setup: Setup, handle: (prepared: Prepared) => Promise<unknown>) {
  const seen: boolean[] = [];
  const showWork = async (isAtWork: boolean) => void seen.push(isAtWork);
  const prepared = await preparedHandler({ ...setup, thread: { ...createFakeThread(), showWork } });
  return { ending: await handle(prepared), seen };
}

type Prepared = Awaited<ReturnType<typeof preparedHandler>>;

const failing: Setup["run"] = async () => {
  throw new CuepointError("unexpected");
};
const untilStopped: Setup["run"] = async ({ signal }) => {
  while (!signal.aborted) await setTimeout(1);
  throw signal.reason;
};
const stopping = (reason: "cancelled" | "shutdown" | "crashed") => (prepared: Prepared) => {
  const handled = prepared.handle();
  prepared.stop(reason);
  return handled;
};

it.each<[string, Setup, (prepared: Prepared) => Promise<unknown>, string]>([
  ["is done", {}, ({ handle }) => handle(), "done"],
  ["has failed", { run: failing }, ({ handle }) => handle(), "failed"],
  ["is stopped", { run: untilStopped }, stopping("cancelled"), "cancelled"],
  ["is put back by a shutdown", { run: untilStopped }, stopping("shutdown"), "again"],
  ["is put back by an exception", { run: untilStopped }, stopping("crashed"), "again"],
  ["is taken up again after a crash", {}, ({ handle }) => handle({ attempts: 2, crashes: 1 }), "done"],
  ["waits for room", { hasRoom: false }, ({ handle }) => handle(), "again"],
])("the platform's sign of work begins with the job and ends when it %s", async (_, setup, handle, state) => {
  const { ending, seen } = await signs(setup, handle);
  expect(ending).toMatchObject({ state });
  expect(seen).toEqual([true, false]);
});

it("ends also where the machinery fails", async () => {
  const lost = async () => {
    throw new JobStop("lost");
  };
  const { seen } = await signs({}, ({ handle }) => handle({}, { assertMine: lost }).catch(() => null));
  expect(seen).toEqual([true, false]);
});

it("a job is not held up by a platform that does not answer about its sign", async () => {
  const never = () => new Promise<void>(() => undefined);
  const { handle } = await preparedHandler({ thread: { ...createFakeThread(), showWork: never } });
  expect(await handle()).toEqual({ state: "done" });
});
