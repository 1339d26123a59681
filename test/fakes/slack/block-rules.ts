import { z } from "zod";
import type { FakeBlock, World } from "./world.ts";

/** https://docs.slack.dev/reference/block-kit: what Slack refuses, as it says so. */
const plainText = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

const text = (max: number) => z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);
const block_id = z.string().max(255).optional();
const slack_file = z.strictObject({ id: z.string() });

const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(150) });
const button = z.strictObject({
  type: z.literal("button"),
  text: plainText(75),
  action_id: z.string().max(255),
  value: z.string().max(2000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  /** `Button` in block-elements.d.ts of @slack/types. */
  accessibility_label: z.string().max(75).optional(),
});
const select = z.strictObject({
  type: z.literal("static_select"),
  action_id: z.string().max(255),
  placeholder: plainText(150),
  options: z.array(option).min(1).max(100),
});

const feedbackButton = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(2000),
  accessibility_label: z.string().max(75).optional(),
});
const feedbackButtons = z.strictObject({
  type: z.literal("feedback_buttons"),
  action_id: z.string().max(255),
  positive_button: feedbackButton,
  negative_button: feedbackButton,
});

const input = z.strictObject({
  type: z.literal("input"),
  block_id: z.string().max(255),
  label: plainText(2000),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("radio_buttons"),
      action_id: z.string().max(255),
      options: z.array(option).min(1).max(10),
    }),
    z.strictObject({
      type: z.literal("plain_text_input"),
      action_id: z.string().max(255),
      multiline: z.boolean().optional(),
      max_length: z.int().min(1).max(3000).optional(),
      placeholder: plainText(150).optional(),
    }),
  ]),
});

/** What `views.open` takes, as far as the app makes use of it. */
export const modalSchema = z.strictObject({
  type: z.literal("modal"),
  callback_id: z.string().max(255).optional(),
  title: plainText(24),
  submit: plainText(24),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: z.array(input).min(1).max(100),
});

/** `ImageElement` in block-elements.d.ts of @slack/types; composition-objects/slack-file-object for what may stand in it. */
const imageElement = z.strictObject({
  type: z.literal("image"),
  slack_file,
  alt_text: z.string().min(1).max(2000),
});

/**
 * `CardBlock` in blocks.d.ts of @slack/types, and block-kit/blocks/card-block; that three buttons are the most is said in
 * slackapi/java-slack-sdk#1608.
 */
const card = z
  .strictObject({
    type: z.literal("card"),
    hero_image: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
    block_id,
  })
  .refine(
    ({ hero_image, title, body, actions }) => hero_image ?? title ?? body ?? actions,
    "a card needs a picture, a title, a body or actions",
  );

const blockSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: plainText(150), block_id }),
  z.strictObject({ type: z.literal("section"), text: text(3000), block_id }),
  z.strictObject({ type: z.literal("divider"), block_id }),
  z.strictObject({ type: z.literal("context"), elements: z.array(text(3000)).min(1).max(10), block_id }),
  z.strictObject({
    type: z.literal("image"),
    slack_file,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    block_id,
  }),
  z.strictObject({
    type: z.literal("context_actions"),
    elements: z.array(feedbackButtons).min(1).max(5),
    block_id,
  }),
  /** `CarouselBlock` in blocks.d.ts of @slack/types, and block-kit/blocks/carousel-block. */
  z.strictObject({ type: z.literal("carousel"), elements: z.array(card).min(1).max(10), block_id }),
  z.strictObject({
    type: z.literal("actions"),
    elements: z
      .array(z.discriminatedUnion("type", [button, select]))
      .min(1)
      .max(25),
    block_id,
  }),
]);

type KnownBlock = z.infer<typeof blockSchema>;

export interface BlockFaults {
  readonly error: "invalid_blocks" | "msg_blocks_too_long" | null;
  readonly messages: readonly string[];
}

/** A message holds fifty blocks, a home page a hundred. */
export function checkBlocks(blocks: readonly FakeBlock[], world: World, max = 50): BlockFaults {
  const messages: string[] = [];
  if (blocks.length > max) messages.push(`[ERROR] no more than ${max} items allowed [json-pointer:/blocks]`);
  const ids: string[] = [];
  for (const [position, block] of blocks.entries()) {
    const { faults, actions } = checkBlock(block, world);
    messages.push(...faults.map(({ what, at }) => `[ERROR] ${what} [json-pointer:/blocks/${position}${at}]`));
    ids.push(...actions);
  }
  if (new Set(ids).size < ids.length)
    messages.push("[ERROR] `action_id` already exists [json-pointer:/blocks]");
  if (messages.length > 0) return { error: "invalid_blocks", messages };
  const isTooLong = textLength(blocks) > world.most.blocks;
  return { error: isTooLong ? "msg_blocks_too_long" : null, messages };
}

function checkBlock(block: FakeBlock, world: World) {
  if (block.type === "carousel" && !world.takesCarousels)
    return { faults: [{ what: "unsupported type: carousel", at: "/type" }], actions: [] };
  const parsed = blockSchema.safeParse(block);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      faults: [{ what: issue?.message ?? "invalid", at: `/${issue?.path.join("/") ?? ""}` }],
      actions: [],
    };
  }
  const refused = picturesIn(parsed.data).filter(
    ({ at, id }) => !isUsable(id, world) || (at !== "" && !world.takesFilesInCards),
  );
  const faults = refused.map(({ at }) => ({ what: "invalid slack file", at: `${at}/slack_file` }));
  return { faults, actions: actionIds(parsed.data) };
}

/** The files that a block shows, and where in it. */
function picturesIn(block: KnownBlock): readonly { readonly at: string; readonly id: string }[] {
  if (block.type === "image") return [{ at: "", id: block.slack_file.id }];
  if (block.type !== "carousel") return [];
  return block.elements.flatMap(({ hero_image }, position) =>
    hero_image ? [{ at: `/elements/${position}/hero_image`, id: hero_image.slack_file.id }] : [],
  );
}

function actionIds(block: KnownBlock): readonly string[] {
  if (block.type === "carousel")
    return block.elements.flatMap(({ actions = [] }) => actions.map(({ action_id }) => action_id));
  return block.type === "actions" || block.type === "context_actions"
    ? block.elements.map(({ action_id }) => action_id)
    : [];
}

/** Uploaded, completed, looked at by Slack, and seen by more than its owner where the workspace asks for that. */
function isUsable(id: string, world: World): boolean {
  const file = world.files.get(id);
  if (!file?.isComplete || !file.data || file.looksUntilReady > 0 || file.mode !== "hosted") return false;
  return !world.refusesPrivateFiles || file.shares.length > 0;
}

function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value)
    .filter(([field]) => field !== "type")
    .reduce((sum, [, inner]) => sum + textLength(inner), 0);
}
