import type { StartWords } from "../start-words.ts";

export const startInEnglish: StartWords = {
  setup: {
    "slack-port":
      "The port for Slack’s requests cannot be opened. Another program may be using it: set SLACK_PORT to a free port.",
    "discord-intents":
      "Discord does not let this bot read messages. Switch on “Message Content Intent” on the Bot page of the developer portal, or set DISCORD_MESSAGE_CONTENT=false.",
    "discord-sharding":
      "This bot is in too many servers for so few connections to Discord. Set DISCORD_SHARDS=auto.",
    "discord-shards": "Discord does not accept the number in DISCORD_SHARDS. Set DISCORD_SHARDS=auto.",
    "discord-server":
      "The bot is not in the server that DISCORD_GUILD_ID names. Invite it with the link of “npm run discord:invite”.",
    "discord-closed":
      "Discord refused the connection for good. Check the bot’s settings in the developer portal.",
  },
  badToken: (platform, variable) =>
    `${platform} does not accept the token in ${variable}. Copy it again from ${platform}’s page for your app.`,
  unreachable: (platform) => `${platform} cannot be reached. Check this machine’s network and try again.`,
  notStarted: (platform, reason) => `${platform} could not be started: ${reason}`,
  tryingAgain: "The bot works without it for now and keeps trying.",
  givenUp: "The bot works without it until it is restarted.",
  away: (platform) => `${platform} has been out of reach for a minute. The bot keeps trying.`,
  connected: (platform, name) => `${platform}: connected as ${name}`,
  connectedIn: (platform, name, place) => `${platform}: connected as ${name} in ${place}`,
  connectedTo: (platform, name, servers) =>
    `${platform}: connected as ${name}, ${servers === 1 ? "1 server" : `${servers} servers`}`,
  modelFound: (name) => `Model: ${name}`,
  modelMissing: "Model: none found. Summaries will be storyboards; “npm run doctor” says how to connect one.",
  modelUnreachable:
    "Model: the server at MODEL_BASE_URL does not answer. Summaries will be storyboards until it does.",
  health: (address) => `Health: ${address}/healthz, ${address}/readyz and ${address}/metrics`,
  noHealth: "Health: off. Set HEALTH_PORT to switch it on.",
};
