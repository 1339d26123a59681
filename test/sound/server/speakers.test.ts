import { expect, it } from "vitest";
import { namedLines } from "../../../src/sound/server/speakers.ts";

const confidence = { noSpeechProbability: null, averageLogProbability: null, compressionRatio: null };

/** A piece in which these speak one after the other. */
function piece(...labels: (string | undefined)[]) {
  const lines = labels.map((speaker, i) => ({
    ...{ start: i, end: i + 1, text: "Hm.", confidence },
    ...(speaker !== undefined && { speaker }),
  }));
  return { lines };
}

const numbers = (...given: Parameters<typeof namedLines>) =>
  namedLines(...given).map(({ speaker }) => speaker?.replace("Speaker ", ""));

it.each([
  ["A", "B"],
  ["1", "0"],
  ["SPEAKER_00", "SPEAKER_01"],
  ["speaker 1", "speaker 2"],
])("a server that counts %s and %s in each piece is not taken to mean the same people", (one, two) => {
  expect(numbers([piece(one, two, one), piece(two, one)])).toEqual(["1", "2", "1", "3", "4"]);
});

it("a server's own id is one person in all pieces, and is not shown itself", () => {
  const pieces = [piece("Ada", "spk_8f3a"), piece("Ada"), piece("spk_8f3a", "Grace")];
  expect(numbers(pieces)).toEqual(["1", "2", "1", "2", "3"]);
});

it("who is merely counted and alone in a piece has no number, nor has what no one is named for", () => {
  expect(numbers([piece("A", "A"), piece(undefined), piece("A", "B")])).toEqual([
    ...[undefined, undefined, undefined],
    ...["1", "2"],
  ]);
});

it("pieces of an earlier range keep their numbers, and are not repeated", () => {
  expect(numbers([piece("A", "B"), piece("Ada")], [piece("A", "B"), piece("Ada")])).toEqual(["4", "5", "3"]);
});
