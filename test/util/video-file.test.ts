import { describe, expect, it } from "vitest";
import { isVideoFile } from "../../src/util/video-file.ts";

describe("isVideoFile", () => {
  it.each([
    ["video/mp4", "film"],
    ["application/octet-stream", "film.mkv"],
    [null, "FILM.MTS"],
    [undefined, "camera.3g2"],
    ["", "old.qt"],
    ["text/plain", "film.ts"],
  ])("takes %j %j for a video", (type, name) => {
    expect(isVideoFile(type, name)).toBe(true);
  });

  it.each([
    ["audio/ogg", "voice-message.ogg"],
    ["image/gif", "cat.gif"],
    ["image/png", "mp4.png"],
    [null, "mp4"],
    ["text/plain", "notes.txt"],
  ])("leaves %j %j alone", (type, name) => {
    expect(isVideoFile(type, name)).toBe(false);
  });
});
