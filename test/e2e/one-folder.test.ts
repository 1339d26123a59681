import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../src/util/clock.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";
import { makeClip } from "../fixtures/clip.ts";
import { eventually } from "../support/eventually.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const DATA_DIR = join(folder, "data");
const SENTENCE = `Another Cuepoint is already running with DATA_DIR “${DATA_DIR}”.`;
let slack: FakeSlack;

beforeAll(async () => {
  slack = await startSlack({ clock: systemClock });
});
afterAll(() => slack[Symbol.asyncDispose]());

function bot() {
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    DATA_DIR,
  };
  const run = startCuepoint([], { cwd: folder, env });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  return run;
}

/** Connections that there have been. */
const connected = (connections: number) =>
  eventually(() => expect(slack.socket.connections()).toBe(connections));

it("one bot works in a DATA_DIR, until its death and no longer, and commands in a terminal beside it", async () => {
  const first = bot();
  await connected(1);

  const second = await bot().finished;
  expect(second).toMatchObject({ code: 69, stderr: expect.stringContaining(SENTENCE) });
  expect(slack.socket.connections()).toBe(1);

  await makeClip(join(folder, "clip.mp4"), { shots: [{ colour: "red", frames: 20 }], rate: 10 });
  const frame = await startCuepoint(["frame", "clip.mp4", "1s"], { cwd: folder, env: { DATA_DIR } }).finished;
  expect(frame.code, frame.stderr).toBe(0);

  first.child.kill("SIGKILL");
  await first.finished;
  const third = bot();
  await connected(2);
  third.child.kill("SIGKILL");
  expect((await third.finished).stderr).not.toContain(SENTENCE);
});
