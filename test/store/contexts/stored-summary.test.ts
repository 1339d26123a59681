import { expect, it } from "vitest";
import { fromRecord, storedSummary, withoutPictures } from "../../../src/store/contexts/stored-summary.ts";
import { storyboard } from "../../fixtures/summary.ts";

it("reads the warnings of a record under the name that every version has written", () => {
  const { warnings, ...rest } = withoutPictures(storyboard("timeout"));
  const record: unknown = JSON.parse(JSON.stringify({ ...rest, remarks: warnings }));
  expect(fromRecord(storedSummary.parse(record))).toEqual({ ...rest, warnings });
});
