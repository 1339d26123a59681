import type { YuvPicture } from "./picture.ts";

/** One shot's pictures. Frames are asked for in order, each once; negative ones lie in the transition before the shot. */
export interface ShotSource {
  paint(frame: number, target: YuvPicture): Promise<void>;
  close(): void;
}
