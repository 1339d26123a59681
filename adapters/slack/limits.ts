/** Slack's limits, from its documentation and from what it refuses. */

/** Of blocks, https://docs.slack.dev/reference/block-kit/blocks: characters, except where it says otherwise. */
export const LIMITS = {
  blocks: 50,
  section: 3000,
  header: 150,
  context: 2000,
  altText: 2000,
  imageTitle: 2000,
  /** https://docs.slack.dev/reference/block-kit/blocks/carousel-block, and card-block for what is in it. */
  cards: 10,
  cardTitle: 150,
  cardBody: 200,
  button: 75,
  option: 75,
  options: 100,
  /** Of a form's title and of its buttons. */
  modalTitle: 24,
  inputLabel: 2000,
  placeholder: 150,
  /** Of all blocks together; undocumented, Slack refuses a little above 13,000 as msg_blocks_too_long. */
  message: 12_000,
  /** Ours, half of a message: longer menus are divided into several blocks, between which a message can be divided. */
  actions: 6000,
  /** Of a message's text field, which notifications and screen readers use. */
  fallback: 4000,
} as const;

/** A share of more files would be split by Slack itself. */
export const FILES_PER_MESSAGE = 10;

/** https://slack.com/help/articles/201330736: one gigabyte a file. */
export const BYTES_PER_FILE = 1_000_000_000;

/** Characters of an uploaded file's own description. */
export const UPLOAD_ALT = 1000;

/** Slack takes about one message a second in a channel. Milliseconds, with a little to spare. */
export const POST_INTERVAL = 1050;

/** chat.update may be called about fifty times a minute in a workspace, whatever it changes. Milliseconds. */
export const EDIT_INTERVAL = 1250;
