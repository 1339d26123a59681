/** Discord's limits, from its API reference: resources/message, components/reference and reference#uploading-files. */

/** Characters of a message's content. */
export const CONTENT_LENGTH = 2000;

/** What is left of the content for a sentence about files that had to be left out. */
export const REMARK_ROOM = 250;

export const EMBEDS_PER_MESSAGE = 10;

/** Characters of all embeds of one message together: titles, descriptions, authors and footers. */
export const EMBED_TOTAL_LENGTH = 6000;
export const EMBED_TITLE_LENGTH = 256;
export const EMBED_AUTHOR_LENGTH = 256;

export const FILES_PER_MESSAGE = 10;

/** Of a message that is made of components: how many, those inside others among them, and characters of all their texts. */
export const COMPONENTS_PER_MESSAGE = 40;
export const COMPONENTS_LENGTH = 4000;

/** Characters of an attachment's description, which screen readers read. */
export const ALT_LENGTH = 1024;

export const BUTTONS_PER_ROW = 5;
export const ROWS_PER_MESSAGE = 5;
export const BUTTON_LABEL_LENGTH = 80;
export const CHOICES_PER_MENU = 25;
export const CHOICE_LABEL_LENGTH = 100;

/** Of forms: their title, the labels of their fields, and what stands in an empty one. */
export const MODAL_TITLE_LENGTH = 45;
export const FIELD_LABEL_LENGTH = 45;
export const PLACEHOLDER_LENGTH = 100;

export const THREAD_NAME_LENGTH = 100;

/**
 * Messages beside the reply that an interaction allows where only the person installed the app:
 * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
export const FOLLOW_UPS = 5;

/** Characters of the nonce by which Discord knows a message that was sent twice. */
export const NONCE_LENGTH = 25;

const MEBIBYTE = 1024 * 1024;

/** Bytes of one file in a server without boosts. */
export const USUAL_FILE_BYTES = 10 * MEBIBYTE;

/** Bytes of one file by the server's boost tier. */
export const FILE_BYTES_BY_TIER: readonly number[] = [
  USUAL_FILE_BYTES,
  USUAL_FILE_BYTES,
  50 * MEBIBYTE,
  100 * MEBIBYTE,
];

/** Bytes of a whole request, however large each of its files may be. */
const REQUEST_BYTES = 25 * MEBIBYTE;

/** What remains of it for files beside the text, the headers of the parts and the boundary lines. */
export const FILES_BYTES = REQUEST_BYTES - 64 * 1024;

/** Discord allows five edits in five seconds in a channel; progress uses a part of that. */
export const EDIT_INTERVAL = 2000;
