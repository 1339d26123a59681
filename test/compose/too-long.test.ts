import { expect, it } from "vitest";
import { commandDeps } from "../../src/compose/command-deps.ts";
import { loadConfig } from "../../src/config.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const NAMED = { platform: "discord", id: "1", name: "film.mp4" } as const;

/** How a video of this length is taken; null where its download began. */
async function faultOf(seconds?: number): Promise<unknown> {
  let isOpened = false;
  const openAttachment = async () => {
    isOpened = true;
    throw new Error("the download began");
  };
  const store = await temporaryStore();
  const config = loadConfig({ MAX_VIDEO_MINUTES: "60", PATH: process.env.PATH });
  const { fetchVideo } = commandDeps(config, {
    ...{ store, logger: createFakeLogger() },
    adapter: () => ({ openAttachment }),
  });
  const attachment = { ...NAMED, ...(seconds !== undefined && { seconds }) };
  const options = {
    signal: new AbortController().signal,
    ...{ onProgress: () => undefined, words: "none" as const },
  };
  const fault = await fetchVideo({ kind: "attachment", attachment }, options).catch(
    (error: unknown) => error,
  );
  return isOpened ? null : fault;
}

it("an attachment that is too long is refused before a byte is fetched", async () => {
  expect(await faultOf(3601)).toMatchObject({
    code: "too-long",
    details: { minutes: 61, limitMinutes: 60 },
  });
});

it("one that is not, or whose length its platform does not say, is fetched", async () => {
  expect(await faultOf(3600)).toBeNull();
  expect(await faultOf()).toBeNull();
});
