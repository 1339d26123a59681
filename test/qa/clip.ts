/**
 * More shots than the model can see frames: each gets one, the last one its last moment. The mark shows for a fifth of a
 * second in the last shot, between two frames that are sent.
 */
export const CLIP = {
  shots: [
    ...Array.from({ length: 3 }, () =>
      (["red", "grey", "purple", "orange", "teal", "black"] as const).map((colour) => ({
        colour,
        frames: 20,
      })),
    ).flat(),
    { colour: "yellow", frames: 30 },
    { colour: "blue", frames: 30, mark: { from: 12, to: 14, value: 4242 } },
  ],
  rate: 10,
  width: 320,
  height: 180,
} as const;
