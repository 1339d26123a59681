import { createPicture, type YuvPicture } from "../picture.ts";
import { createRandom, type Random, whole } from "../random.ts";
import type { PlannedShot } from "../screenplay.ts";
import type { ShotSource } from "../source.ts";
import { openCall } from "./call.ts";
import { openPages } from "./pages.ts";
import { openPointer } from "./pointer.ts";
import type { ScreenKind, ScreenPlan } from "./screenplay.ts";
import { openScrolling } from "./scrolling.ts";
import { openTyping } from "./typing.ts";

/** Paints what the screen shows at a frame; frames ascend, and some are left out. */
type PaintScreen = (frame: number, picture: YuvPicture) => void;

/** Begins a scene on the picture that all of its frames are painted on. */
export type OpenScreen = (plan: ScreenPlan, picture: YuvPicture, random: Random) => PaintScreen;

const SCENES: Readonly<Record<ScreenKind, OpenScreen>> = {
  typing: openTyping,
  scrolling: openScrolling,
  pointer: openPointer,
  pages: openPages,
  call: openCall,
};

/** A recorder takes the screen when it finds time, 5 to 15 times a second. */
const [SOONEST, LATEST] = [2, 6];

export function openScreen(
  plan: ScreenPlan,
  { look }: PlannedShot,
  { width, height }: { width: number; height: number },
): ShotSource {
  const [random, rate] = [createRandom(look), createRandom(look + 1)];
  const picture = createPicture(width, height);
  const paint = SCENES[plan.kind](plan, picture, random);
  let next = 0;
  return {
    async paint(frame, target) {
      if (frame >= next) {
        paint(frame, picture);
        next = frame + whole(rate, SOONEST, LATEST);
      }
      target.data.set(picture.data);
    },
    close: () => undefined,
  };
}
