import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { keepOriginal } from "../../../commands/place/keep-original.ts";
import { SHA, threadOf } from "../../store/samples.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { temporaryStore } from "../../support/temporary-store.ts";

const HERE = threadOf("T1");

async function place() {
  const store = await temporaryStore();
  const path = join(temporaryFolder(), "talk.mp4");
  writeFileSync(path, "video");
  const video = {
    path,
    name: "talk.mp4",
    size: 5,
    sha256: SHA,
    [Symbol.asyncDispose]: async () => undefined,
  };
  const isKept = async () => (await store.originals.get("slack:T1", SHA)) !== undefined;
  return { store, video, isKept };
}

it("keeps what was fetched, and leaves a person's own file where it is", async () => {
  const { store, video, isKept } = await place();
  await keepOriginal({ store }, HERE, { ...video, isTemporary: false });
  expect(await isKept()).toBe(false);
  await keepOriginal({ store }, HERE, { ...video, isTemporary: true });
  expect(await isKept()).toBe(true);
});

it("keeps no video where the place's administrators do not want it kept", async () => {
  const { store, video, isKept } = await place();
  await store.places.change(HERE, "channel", () => ({ keepVideo: false }));
  await keepOriginal({ store }, HERE, { ...video, isTemporary: true });
  expect(await isKept()).toBe(false);
});
