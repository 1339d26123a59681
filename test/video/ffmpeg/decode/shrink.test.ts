import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { shrinkJpeg } from "../../../../src/video/ffmpeg/decode/shrink.ts";
import { nameColour } from "../../../fixtures/paint.ts";
import { fixedRandom } from "../../../support/fixed-random.ts";
import { decodeJpeg } from "../../../support/read-picture.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const ffmpeg = testFfmpeg();
const [WIDTH, HEIGHT] = [641, 361];
/** Teal, so far from grey that noise does not hide what it is. */
const TEAL = [0, 128, 128] as const;

let jpeg: Buffer;

beforeAll(async () => {
  const random = fixedRandom(7);
  const noisy = Uint8Array.from(
    { length: WIDTH * HEIGHT * 3 },
    (_, at) => (TEAL[at % 3] ?? 0) + random() * 60,
  );
  jpeg = await sharp(noisy, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
});

describe("shrinkJpeg", () => {
  it("leaves a picture alone that fits", async () => {
    expect(await shrinkJpeg(ffmpeg, jpeg, jpeg.byteLength, never)).toBe(jpeg);
  });

  it.each([0.8, 0.5, 0.2, 0.05])("keeps the whole picture in %d of its bytes", async (share) => {
    const limit = Math.floor(jpeg.byteLength * share);
    const smaller = await shrinkJpeg(ffmpeg, jpeg, limit, never);
    if (!smaller) throw new Error("expected a picture");
    expect(smaller.byteLength).toBeLessThanOrEqual(limit);
    const picture = await decodeJpeg(smaller);
    expect(picture.width / picture.height).toBeCloseTo(WIDTH / HEIGHT, 1);
    expect(nameColour(picture)).toBe("teal");
  });

  it("spends no pixel while fewer bytes for each will do", async () => {
    const smaller = await shrinkJpeg(ffmpeg, jpeg, Math.floor(jpeg.byteLength * 0.9), never);
    expect(await sharp(smaller ?? undefined).metadata()).toMatchObject({ width: WIDTH, height: HEIGHT });
  });

  it.each([
    ["fits as a thumbnail neither", () => jpeg, 100],
    ["is no picture", () => Buffer.alloc(5000, "no"), 4000],
    [
      "is a playlist under a picture's name",
      () => Buffer.from(`#EXTM3U\n${"http://127.0.0.1:9/x\n".repeat(50)}`),
      500,
    ],
  ])("gives nothing where it %s", async (_, picture, limit) => {
    expect(await shrinkJpeg(ffmpeg, picture(), limit, never)).toBeNull();
  });

  it("stops when it is told to", async () => {
    await expect(shrinkJpeg(ffmpeg, jpeg, 1000, AbortSignal.abort())).rejects.toMatchObject({
      code: "cancelled",
    });
  });
});
