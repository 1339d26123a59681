import type { StartWords } from "../start-words.ts";

export const startInChinese: StartWords = {
  setup: {
    "slack-port": "无法打开接收 Slack 请求的端口，可能已被其他程序占用。请把 SLACK_PORT 设为空闲端口。",
    "discord-intents":
      "Discord 不允许此机器人读取消息。请在开发者门户的 Bot 页面打开“Message Content Intent”，或设置 DISCORD_MESSAGE_CONTENT=false。",
    "discord-sharding": "机器人所在的服务器太多，连接数不足。请设置 DISCORD_SHARDS=auto。",
    "discord-shards": "Discord 不接受 DISCORD_SHARDS 中的数字。请设置 DISCORD_SHARDS=auto。",
    "discord-server":
      "机器人不在 DISCORD_GUILD_ID 指定的服务器中。请用“npm run discord:invite”给出的链接邀请它。",
    "discord-closed": "Discord 拒绝了连接。请在开发者门户检查机器人的设置。",
  },
  badToken: (platform, variable) =>
    `${platform} 不接受 ${variable} 中的令牌。请从 ${platform} 的应用页面重新复制。`,
  unreachable: (platform) => `无法连接 ${platform}。请检查本机网络后重试。`,
  notStarted: (platform, reason) => `${platform} 未能启动：${reason}`,
  tryingAgain: "机器人暂时在没有它的情况下运行，并会继续重试。",
  givenUp: "在重新启动之前，机器人将在没有它的情况下运行。",
  away: (platform) => `${platform} 已有一分钟无法连接，机器人会继续重试。`,
  connected: (platform, name) => `${platform}：已连接，身份为 ${name}`,
  connectedIn: (platform, name, place) => `${platform}：已连接到 ${place}，身份为 ${name}`,
  connectedTo: (platform, name, servers) => `${platform}：已连接，身份为 ${name}，共 ${servers} 个服务器`,
  modelFound: (name) => `模型：${name}`,
  modelMissing: "模型：未找到。摘要将只有分镜；“npm run doctor”会说明如何连接模型。",
  modelUnreachable: "模型：MODEL_BASE_URL 的服务器没有响应。在它恢复之前，摘要将只有分镜。",
  health: (address) => `健康检查：${address}/healthz、${address}/readyz 和 ${address}/metrics`,
  noHealth: "健康检查：已关闭。设置 HEALTH_PORT 即可打开。",
};
