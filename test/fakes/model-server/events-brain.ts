import { z } from "zod";
import type { RgbPicture } from "../../fixtures/paint.ts";
import type { SeenRequest } from "./seen-request.ts";

const eventsSchema = z.object({
  properties: z.object({
    events: z.object({
      items: z.object({ properties: z.object({ at: z.object({ enum: z.array(z.string()) }) }) }),
    }),
  }),
});

/** Paler than anything in the yard of the night clip. */
const PALE = 145;
/** Of the picture, that a visitor takes at least. */
const LEAST = 0.004;

/** Where a pale figure stands, from 0 at the left to 1 at the right; null where there is none. */
function paleIn({ width, height, data }: RgbPicture): number | null {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < width * height; i++) {
    if ((data[3 * i] ?? 0) < PALE) continue;
    count++;
    sum += ((i % width) + 0.5) / width;
  }
  return count < LEAST * width * height ? null : sum / count;
}

/** Says of each time that it is asked about on which side a pale figure stands; nothing of one where it sees none. */
export function eventsBrain({ frames, schema }: SeenRequest): string {
  const labels = eventsSchema.parse(schema?.schema).properties.events.items.properties.at.enum;
  const events = labels.flatMap((at) => {
    const frame = frames.find(({ label }) => label === at);
    const place = frame ? paleIn(frame.picture) : null;
    if (place === null) return [];
    return [{ at, what: `A pale figure is on the ${place < 0.5 ? "left" : "right"}.` }];
  });
  return JSON.stringify({ events });
}
