import { describe, expect, it } from "vitest";
import type { Thread } from "../../src/chat/thread.ts";
import { CuepointError } from "../../src/errors.ts";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { prepared } from "./chat.ts";
import { asked } from "./events.ts";
import { preparedHandler } from "./prepared-handler.ts";

const ERROR_LEVEL = 50;
const event = asked({ id: "1" });
const id = jobIdOf(event);

async function failing(): Promise<never> {
  throw new TypeError("the machine is upside down");
}

/** Takes progress and no other message. */
function muteThread(): Thread & { shown(): readonly { readonly text: string }[] } {
  const thread = createFakeThread();
  return {
    ...thread,
    post: async (message, delivery) => {
      if (message.kind !== "progress") throw new CuepointError("video-failed");
      return thread.post(message, delivery);
    },
  };
}

describe("a failure that nobody expected", () => {
  it("has its cause and the job's id in the log at error level, and the id in the thread", async () => {
    const { handle, logger, posts, shown } = await preparedHandler({ run: failing });
    expect(await handle()).toMatchObject({ state: "failed", code: "unexpected", details: { job: id } });
    expect(logger.lines).toContainEqual(
      expect.objectContaining({
        level: ERROR_LEVEL,
        job: id,
        err: expect.objectContaining({ message: "the machine is upside down" }),
      }),
    );
    expect([...posts().map(([, text]) => text), ...shown().map(({ text }) => text)]).toContainEqual(
      expect.stringContaining(`(job ${id})`),
    );
  });

  it("is told in the line of progress where the thread does not take the error", async () => {
    const thread = muteThread();
    const { handle } = await preparedHandler({ run: failing, thread });
    expect(await handle()).toMatchObject({ state: "failed", code: "unexpected" });
    expect(thread.shown().map(({ text }) => text)).toEqual([expect.stringContaining(`(job ${id})`)]);
  });

  it("is told of with the job's id also where it became no job", async () => {
    const { ask, last, quota, logger } = await prepared();
    quota.assertLeft = failing;
    await ask(event);
    expect(last(event)?.text).toContain(`(job ${id})`);
    expect(logger.lines).toContainEqual(expect.objectContaining({ level: ERROR_LEVEL, job: id }));
  });
});
