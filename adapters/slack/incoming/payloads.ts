import { z } from "zod";

const text = z.string();

const fileSchema = z.object({
  id: text,
  name: text.nullish(),
  title: text.nullish(),
  mimetype: text.nullish(),
  size: z.number().nullish(),
  duration_ms: z.number().nullish(),
  mode: text.nullish(),
});

export type IncomingFile = z.infer<typeof fileSchema>;

/** What all Events API deliveries have around the event. */
export const envelopeSchema = z.object({
  event_id: text.optional(),
  is_ext_shared_channel: z.boolean().optional(),
});

/** A message that another one shows: shared from elsewhere, or the preview of a link to it. */
const forwardedSchema = z.object({
  is_share: z.boolean().nullish(),
  is_msg_unfurl: z.boolean().nullish(),
  is_reply_unfurl: z.boolean().nullish(),
  from_url: text.nullish(),
  author_id: text.nullish(),
  bot_id: text.nullish(),
  text: text.nullish(),
  files: z.array(fileSchema).nullish(),
});

export type Forwarded = z.infer<typeof forwardedSchema>;

/** What a message gives to read and to look at. */
export const shownSchema = z.object({
  text: text.nullish(),
  files: z.array(fileSchema).nullish(),
  /** Anything may stand here; what reads like no forwarded message must not cost the message. */
  attachments: z.array(forwardedSchema.nullable().catch(null)).nullish().catch(null),
});

export type ShownMessage = z.infer<typeof shownSchema>;

export const messageSchema = shownSchema.extend({
  subtype: text.optional(),
  channel: text,
  user: text.optional(),
  bot_id: text.nullish(),
  ts: text,
  thread_ts: text.optional(),
  /** The organization's workspace that the writer belongs to. */
  user_team: text.nullish(),
});

export type IncomingMessage = z.infer<typeof messageSchema>;

export const deletedSchema = z.object({
  channel: text,
  deleted_ts: text,
  previous_message: z
    .object({ thread_ts: text.optional(), user: text.optional(), bot_id: text.nullish() })
    .optional(),
});

/** A thread's first message is not removed but emptied while it has replies. */
export const changedSchema = z.object({
  channel: text,
  message: z.object({ subtype: text.optional(), ts: text, thread_ts: text.optional() }),
});

export const fileSharedSchema = z.object({
  file_id: text,
  user_id: text.optional(),
  channel_id: text,
});

export const commandSchema = z.object({
  command: text,
  text: text.default(""),
  user_id: text,
  channel_id: text,
  team_id: text.optional(),
  trigger_id: text,
});

export const actionSchema = z.object({
  /** Opens a form, within three seconds. */
  trigger_id: text.optional(),
  user: z.object({ id: text, team_id: text.nullish() }),
  channel: z.object({ id: text }),
  container: z.object({ message_ts: text, thread_ts: text.optional() }),
  message: z.object({ thread_ts: text.optional() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: text,
        action_ts: text,
        value: text.optional(),
        selected_option: z.object({ value: text }).nullish(),
      }),
    )
    .min(1),
});

export const formSchema = z.object({
  user: z.object({ id: text, team_id: text.nullish() }),
  view: z.object({
    id: text,
    private_metadata: text,
    state: z.object({
      values: z.record(
        text,
        z.record(
          text,
          z.object({ value: text.nullish(), selected_option: z.object({ value: text }).nullish() }),
        ),
      ),
    }),
  }),
});

export const homeSchema = z.object({ user: text, channel: text.optional(), tab: text.optional() });

/** Of "member_joined_channel", and of the message by which a channel shows it. */
export const joinedSchema = z.object({ channel: text, user: text, inviter: text.optional(), event_ts: text });

export const stoppedSchema = z.object({ channel: text, user: text, thread_ts: text, event_ts: text });

export const revokedSchema = z.object({
  tokens: z.object({ bot: z.array(text).optional() }).optional(),
});
