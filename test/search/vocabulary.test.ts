import { describe, expect, it } from "vitest";
import { createIndexCache } from "../../src/search/index-cache.ts";
import { bestMoments } from "../../src/search/moments.ts";
import { createVideoIndex, vocabularyOf } from "../../src/search/vocabulary.ts";

const VIDEOS = {
  planning: ["The team stands at a whiteboard.", "The budget for next year is twelve million."],
  garden: ["A garden with an old tree.", "We planted budding roses."],
  größe: ["Das Projektbudget ist zu klein.", "Die Größe der Straße."],
  meeting: ["大家在白板前讨论预算案。", "下一步是什么？"],
};

function indexed(videos: Readonly<Record<string, readonly string[]>> = VIDEOS) {
  const index = createVideoIndex();
  for (const [id, texts] of Object.entries(videos)) index.add(id, vocabularyOf(texts));
  return index;
}

const found = (text: string) =>
  indexed()
    .find(text)
    .videos.map(({ id }) => id);

describe("a search in many videos", () => {
  it.each([
    ["whiteboard", ["planning"]],
    ["whiteboards", ["planning"]],
    ["whitebaord", ["planning"]],
    ["where is the whiteboard?", ["planning"]],
    ["Gro\u0308ße", ["größe"]],
    ["grosse strasse", ["größe"]],
    ["白板", ["meeting"]],
    ["预算案", ["meeting"]],
    ["算案", ["meeting"]],
    ["zebra", []],
    ["", []],
  ])("finds %j in %j", (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  it("puts the word itself before a compound that ends with it and before a longer one", () => {
    expect(found("budget")).toEqual(["planning", "größe"]);
    expect(found("bud")[0]).not.toBe("meeting");
    expect(found("bud").toSorted()).toEqual(["garden", "planning"]);
  });

  it("puts the video first that has all of the words", () => {
    const index = indexed({
      one: ["whiteboard whiteboard", "a pen"],
      both: ["A whiteboard.", "The budget."],
      other: ["The budget of the city."],
    });
    const [first, ...rest] = index.find("whiteboard budget").videos.map(({ id }) => id);
    expect(first).toBe("both");
    expect(rest.toSorted()).toEqual(["one", "other"]);
  });
});

describe("the best moments", () => {
  const passages = (texts: readonly (readonly [number, string])[]) =>
    texts.map(([start, text]) => ({ start, text }));
  const search = (text: string, videos: Readonly<Record<string, readonly (readonly [number, string])[]>>) => {
    const index = indexed(
      Object.fromEntries(Object.entries(videos).map(([id, all]) => [id, all.map(([, said]) => said)])),
    );
    const { videos: hits, words } = index.find(text);
    return bestMoments(
      text,
      hits.map((hit) => ({ ...hit, passages: passages(videos[hit.id] ?? []) })),
      words,
    ).map(({ video, start }) => [video, start]);
  };

  it("are those where one word is seen and another is said at about the same time", () => {
    const moments = search("whiteboard budget", {
      talk: [
        [10, "A whiteboard in an empty room."],
        [370, "She points at the whiteboard."],
        [376, "So the budget is twelve million."],
        [900, "The budget again."],
      ],
    });
    expect(moments[0]?.[1]).toBeOneOf([370, 376]);
    expect(moments).toHaveLength(3);
  });
});

describe("kept indexes", () => {
  const words = new Map([
    ["a", "whiteboard"],
    ["b", "budget"],
  ]);
  const cacheOf = (maxBytes = 1_000_000) => {
    const reads: string[] = [];
    const cache = createIndexCache({ maxBytes, idleMs: 60_000 });
    const find = async (listed: Readonly<Record<string, number>>, text: string, from = words) => {
      const list = Object.entries(listed).map(([id, stamp]) => ({ id, stamp }));
      const index = await cache.indexOf("here", list, async (ids) => {
        reads.push(...ids);
        return new Map(ids.flatMap((id) => (from.has(id) ? [[id, from.get(id) ?? ""]] : [])));
      });
      return index.find(text).videos.map(({ id }) => id);
    };
    return { reads, find };
  };

  it("read a video's words once, as long as it is not used anew", async () => {
    const { reads, find } = cacheOf();
    expect(await find({ a: 1 }, "whiteboard")).toEqual(["a"]);
    expect(await find({ a: 1, b: 1 }, "budget")).toEqual(["b"]);
    expect(await find({ a: 1, b: 1 }, "whiteboard")).toEqual(["a"]);
    expect(reads).toEqual(["a", "b"]);
  });

  it("are let go where they are too large to keep, and made again for each search", async () => {
    const { reads, find } = cacheOf(100);
    for (const _ of [1, 2]) expect(await find({ a: 1 }, "whiteboard")).toEqual(["a"]);
    expect(reads).toEqual(["a", "a"]);
  });

  it("have no word of a video that is no longer listed", async () => {
    const { find } = cacheOf();
    expect(await find({ a: 1, b: 1 }, "budget")).toEqual(["b"]);
    expect(await find({ a: 1 }, "budget")).toEqual([]);
    expect(await find({}, "whiteboard")).toEqual([]);
  });

  it("take a video's new words instead of its old ones", async () => {
    const { find } = cacheOf();
    await find({ a: 1 }, "whiteboard");
    const later = new Map([["a", "chalk"]]);
    expect(await find({ a: 2 }, "chalk", later)).toEqual(["a"]);
    expect(await find({ a: 2 }, "whiteboard", later)).toEqual([]);
  });
});
