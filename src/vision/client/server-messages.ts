/**
 * How servers say that a prompt is too long or holds too many pictures: vLLM, SGLang and llama.cpp each
 * have several wordings, of which only llama.cpp's and OpenAI's carry a code.
 */
const OVERFLOW = [
  /context[ _](?:length|size|window)/i,
  /maximum (?:model|allowed|allowed input) length/i,
  /encoder cache size/i,
  /too large/i,
  /at most \d+ image/i,
  /limit-mm-(?:per-prompt|data-per-request)/i,
];

/** How they say that the model takes no pictures at all; llama.cpp does so with status 500. */
const TEXT_ONLY = [
  /(?:images?|image input|vision) (?:is|are) not supported/i,
  /mmproj/i,
  /not (?:a )?multi-?modal/i,
  /at most 0 image/i,
  /does(?: not|n't) support (?:images?|image input|vision|multi-?modal)/i,
  /required for image input/i,
  /image_url['"]? is only supported/i,
];

/** How they refuse the option not to think; strict servers name every field that they do not know. */
const TEMPLATE_OPTIONS = /chat_template|enable_thinking/i;
const REFUSALS = [400, 422];

export function refusesTemplateOptions(status: number, said: string): boolean {
  return REFUSALS.includes(status) && TEMPLATE_OPTIONS.test(said);
}

const UNAVAILABLE = 503;

/** A server answers 503 while it reads the model's weights. */
export function isLoading(status: number, said: string): boolean {
  return status === UNAVAILABLE && /loading/i.test(said);
}

export function saysTextOnly(said: string): boolean {
  return TEXT_ONLY.some((wording) => wording.test(said));
}

export function saysOverflow(said: string): boolean {
  return OVERFLOW.some((wording) => wording.test(said));
}
