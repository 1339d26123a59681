import { expect, it } from "vitest";
import type { ConnectionWatch, Presence } from "../../../src/chat/adapter.ts";
import { type PlatformState, supervisePlatform } from "../../../src/compose/platforms/supervise-platform.ts";
import { CuepointError } from "../../../src/errors.ts";

const HERE: Presence = { name: "@cuepoint" };
const refused = () => new CuepointError("platform-signed-out");
const unreachable = () => new CuepointError("platform-unreachable");

type Step = (watch: ConnectionWatch) => Promise<Presence>;

/** Goes through the steps, one with each start; every look at the clock is half a minute later. */
async function supervised(steps: readonly Step[]): Promise<string[]> {
  const states: string[] = [];
  const stopping = new AbortController();
  let time = 0;
  let starts = 0;
  await supervisePlatform({
    start: async (watch) => {
      const step = steps[starts];
      starts += 1;
      if (step) return step(watch);
      stopping.abort();
      throw unreachable();
    },
    stop: async () => undefined,
    onState: ({ kind }: PlatformState) => void states.push(kind),
    signal: stopping.signal,
    timing: { pauses: [0], patienceMs: 60_000, now: () => (time += 30_000) },
  });
  return states;
}

const fails =
  (error: () => CuepointError): Step =>
  () =>
    Promise.reject(error());
const worksThen =
  (error: () => CuepointError): Step =>
  async (watch) => {
    setImmediate(() => watch.onLost(error()));
    return HERE;
  };

it("gives up at once a token that has never worked", async () => {
  expect(await supervised([fails(refused)])).toEqual(["refused"]);
});

it("tries a platform that is out of reach again until it is there", async () => {
  const steps = [fails(unreachable), fails(unreachable), worksThen(unreachable)];
  expect(await supervised(steps)).toEqual(["failed", "failed", "connected", "failed"]);
});

it("bears a refusal of a token that has worked, and gives up where it lasts", async () => {
  const states = await supervised([worksThen(refused), ...Array(6).fill(fails(refused))]);
  expect(states.slice(0, 2)).toEqual(["connected", "failed"]);
  expect(states.at(-1)).toBe("refused");
});

it("goes on where the token is taken again", async () => {
  const steps = [worksThen(refused), worksThen(unreachable)];
  expect(await supervised(steps)).toEqual(["connected", "failed", "connected", "failed"]);
});
