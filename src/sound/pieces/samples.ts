/** Samples a second of all sound that is listened to: what speech models and speech detection are made for. */
export const SAMPLE_RATE = 16_000;
/** Of one sample, 16 bits. */
export const SAMPLE_BYTES = 2;
