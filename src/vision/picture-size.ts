/** Width and height in pixels of a picture as it is sent. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Visual tokens of one picture of a size. */
export type PictureTokens = (size: ImageSize) => number;
