import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeContexts } from "./contexts.ts";
import { describeForgetting } from "./forgetting.ts";
import { describeHeardPieces } from "./heard-pieces.ts";
import { describeJobs } from "./jobs.ts";
import { describeLatestVideos } from "./latest-video.ts";
import { describePartContexts } from "./part-contexts.ts";
import { describePlaces } from "./places.ts";
import { describeRecords } from "./records.ts";
import { describeSearching } from "./searching.ts";
import { openStore, type StorePlace } from "./subject.ts";
import { describeSweep } from "./sweep.ts";
import { describeThreads } from "./threads.ts";

/** What every store promises, whichever database it lies in. `setup` is called once, before all tests. */
export function describeStore(name: string, setup: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    let place: StorePlace;
    beforeAll(async () => {
      place = await setup();
    });
    beforeEach(() => place.raw.reset());
    afterAll(() => place.raw.close());

    for (const part of [
      describeContexts,
      describePartContexts,
      describeRecords,
      describeThreads,
      describeLatestVideos,
      describeJobs,
      describeHeardPieces,
      describeSearching,
      describeForgetting,
      describePlaces,
      describeSweep,
    ]) {
      part(() => place);
    }

    it("says that it is out of reach once it is closed", async () => {
      const subject = openStore(place);
      await subject.store.check();
      await subject.store.close();
      await expect(subject.store.check()).rejects.toMatchObject({ code: "store-unavailable" });
    });
  });
}
