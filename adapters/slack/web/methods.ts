/**
 * Each Web API method that is called here, with the scopes it takes; of several, the one for the kind of channel.
 * https://docs.slack.dev/reference/methods
 */
export const METHODS = {
  "auth.test": [],
  "chat.delete": ["chat:write"],
  "chat.getPermalink": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "users.info": ["users:read"],
  "views.publish": [],
} as const satisfies Record<string, readonly string[]>;

export type Method = keyof typeof METHODS;

/** Each event that is listened to, as the app's manifest names it. https://docs.slack.dev/reference/events */
export const EVENTS = {
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  file_shared: ["files:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  tokens_revoked: [],
} as const satisfies Record<string, readonly string[]>;

/** Slash commands need a scope of their own. */
export const COMMAND_SCOPE = "commands";
