import { describe, expect, it } from "vitest";
import { findVideo, NO_VIDEO, type VideoSources } from "../../src/chat/video-sources.ts";

const own: VideoSources = { attachments: [], links: ["https://films.example/own.mp4"] };
const other: VideoSources = { attachments: [], links: ["https://films.example/other.mp4"] };
const looked: string[] = [];
const lookUp = (name: string, found: VideoSources | null) => async () => {
  looked.push(name);
  return found;
};

describe("findVideo", () => {
  it("takes a message's own video and looks no further", async () => {
    looked.length = 0;
    expect(await findVideo(own, [lookUp("reply", other)])).toEqual(own);
    expect(looked).toEqual([]);
  });

  it("borrows the first that another message has", async () => {
    looked.length = 0;
    const others = [
      lookUp("deleted", null),
      lookUp("words", NO_VIDEO),
      lookUp("first", other),
      lookUp("last", own),
    ];
    expect(await findVideo(NO_VIDEO, others)).toEqual({ ...other, isBorrowed: true });
    expect(looked).toEqual(["deleted", "words", "first"]);
  });

  it("finds nothing where no message has a video", async () => {
    expect(await findVideo(NO_VIDEO, [lookUp("reply", null)])).toEqual(NO_VIDEO);
  });
});
