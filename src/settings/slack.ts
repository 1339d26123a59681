import { z } from "zod";
import { integer, slackIds, text, token, yesOrNo } from "./kinds.ts";

export const slackVariables = {
  SLACK_BOT_TOKEN: token("xoxb-").optional(),
  SLACK_APP_TOKEN: token("xapp-").optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_PORT: integer(1, 65_535, "a port").default(3000),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as https://slack.com/api/" })
    .optional(),
  SLACK_CARD_PICTURES: yesOrNo.default(false),
  SLACK_ALLOW_CONNECT: yesOrNo.default(false),
  SLACK_ALLOW_CHANNELS: slackIds,
  SLACK_DENY_CHANNELS: slackIds,
  SLACK_ALLOW_USERS: slackIds,
  SLACK_DENY_USERS: slackIds,
};

export function slackSettings(data: z.infer<z.ZodObject<typeof slackVariables>>) {
  return {
    botToken: data.SLACK_BOT_TOKEN,
    appToken: data.SLACK_APP_TOKEN,
    signingSecret: data.SLACK_SIGNING_SECRET,
    port: data.SLACK_PORT,
    apiUrl: data.SLACK_API_URL,
    cardPictures: data.SLACK_CARD_PICTURES,
    allowConnect: data.SLACK_ALLOW_CONNECT,
    channels: { allow: data.SLACK_ALLOW_CHANNELS, deny: data.SLACK_DENY_CHANNELS },
    users: { allow: data.SLACK_ALLOW_USERS, deny: data.SLACK_DENY_USERS },
  };
}
