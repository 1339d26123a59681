import { type ErrorSentences, type UsageSentences, usageSentence } from "../sentences.ts";
import { lengthOf } from "./thread.ts";

const usage: UsageSentences = {
  "no-video": () => "没有给出视频，请指定一个文件或附上一个视频。",
  "no-question": () => "你想知道什么？",
  "no-words": () => "请写上要查找的词语，例如“查找 白板 预算”。",
  "no-found": ({ number }) => `这里没有可以提问的第 ${number} 条结果。请先查找，例如“查找 白板 预算”。`,
  "no-command": () => "没有给出命令。",
  "no-part": () => "想要视频的哪一段？例如：剪辑 1:20 2:05",
  "unknown-command": ({ value }) => `没有名为“${value}”的命令。`,
  "unknown-option": ({ option, options }) =>
    options === undefined
      ? `没有“${option}”这个选项；如果它是文件名，请在前面加上 ./。`
      : `没有 ${option} 这个选项。可用的选项：${options}。`,
  "missing-value": ({ option }) => `选项“${option}”后面需要一个值。`,
  "missing-argument": ({ example }) => `文件之后还缺少内容，例如：${example}。`,
  "surplus-argument": ({ value }) => `不需要“${value}”；含空格的文字请放在引号中。`,
  "unwanted-value": ({ option }) => `选项“${option}”不接受值。`,
  "not-a-choice": ({ option, value, choices }) => `选项“${option}”不接受“${value}”。可用的值：${choices}。`,
  "not-a-number": ({ option, min, max }) => `选项“${option}”必须是 ${min} 到 ${max} 之间的整数。`,
  "bad-language": ({ value }) => `“${value}”不是语言标签，请使用 en、de 或 zh-Hans 这样的写法。`,
  "bad-start": ({ value }) => `“${value}”不是日期和时间，请使用 2026-11-29T22:00 这样的写法。`,
  "bad-time": ({ value }) => `无法理解时间“${value}”，请使用 1:23 或 83秒 这样的写法。`,
};

const number = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 1 });

export const errors: ErrorSentences = {
  "file-missing": ({ name }) => `找不到文件“${name}”，请检查文件名和所在文件夹。`,
  "file-is-folder": ({ name }) => `“${name}”是一个文件夹，请指定其中的一个视频。`,
  "file-empty": ({ name }) => `“${name}”是空文件（0 字节），请重新复制或下载。`,
  "file-unreadable": ({ name }) => `无权读取“${name}”，请检查它的权限。`,
  "file-too-large": ({ limitMegabytes }) =>
    `文件超过了 ${number.format(limitMegabytes)} MB 的上限，请换一个更小或更短的文件。`,
  "not-a-video": () => "该文件不是可读取格式的视频，请尝试 MP4、WebM 或 MKV 文件。",
  "no-picture": () => "文件里只有声音而没有动态画面，因此没有可看的内容。",
  "no-frames": () => "无法读取这个视频的任何一帧，文件可能已损坏或不完整。",
  encrypted: () => "视频已加密，请提供没有版权保护的副本。",
  "picture-codec": ({ codec }) => `无法读取 ${codec} 编码的画面。请转换为 H.264 编码的 MP4 文件。`,
  "picture-too-large": ({ width, height, limit }) =>
    `画面为 ${width} × ${height} 像素，上限是 ${number.format(limit / 1e6)} 百万像素，请提供较小的版本。`,
  "frame-rate-too-high": ({ rate, limit }) =>
    `文件标称每秒 ${number.format(rate)} 帧，上限是 ${number.format(limit)} 帧，请转换为较低的帧率。`,
  "too-many-frames": ({ limit }) => `视频超过 ${number.format(limit)} 帧，请把它剪成几段。`,
  "too-many-streams": ({ limit }) =>
    `文件包含超过 ${number.format(limit)} 个流，请把视频单独存成一个新文件。`,
  "too-long": ({ minutes, limitMinutes }) =>
    `视频长 ${number.format(minutes)} 分钟，上限是 ${number.format(limitMinutes)} 分钟，请把它剪成几段。`,
  "range-invalid": ({ from, to }) =>
    from === undefined || to === undefined
      ? "时间范围无效，请让开始早于结束，例如 1:20 和 5:00。"
      : `“${from}”到“${to}”不是有效的时间范围，请让开始早于结束，例如 1:20 和 5:00。`,
  "range-outside": ({ duration }) =>
    `该范围不在视频之内，视频只有 ${number.format(duration)} 秒，请选择更早的开始时间。`,
  "clip-too-long": ({ seconds, limitSeconds }) =>
    `片段最长 ${lengthOf(limitSeconds)}，而这一段有 ${lengthOf(seconds)}，请选择较短的一段。`,
  "clip-too-large": ({ limitMegabytes, seconds }) =>
    seconds < 1
      ? `这里的文件最大 ${number.format(limitMegabytes)} MB，放不下这个视频的任何片段。请改看某一帧画面。`
      : `这里的文件最大 ${number.format(limitMegabytes)} MB，放不下这个片段，请选择不超过 ${lengthOf(seconds)} 的一段。`,
  "link-unreachable": () => "链接打不开，请确认任何人都能打开它，或者直接上传文件。",
  "link-not-a-video": () => "这个链接不是视频文件，请使用视频文件的直接链接，或者直接上传文件。",
  "link-too-large": ({ limitMegabytes }) =>
    `链接中的视频超过了 ${number.format(limitMegabytes)} MB 的上限，请换一个更小或更短的视频。`,
  "link-too-slow": () => "链接中的视频传输太慢，已放弃下载，请稍后再试，或者直接上传文件。",
  "link-interrupted": () => "链接的下载中断且无法继续，请再试一次，或者直接上传文件。",
  "pages-off": () => "这里没有开启视频网页链接，请直接上传文件，或者请管理员安装 yt-dlp 并设置 YTDLP_PATH。",
  "page-blocked": () => "该网站不允许机器人打开这个视频，请自行下载后上传文件。",
  "page-sign-in": () => "该网站要求登录后才能观看这个视频，而我没有账号。请自行下载后上传文件。",
  "page-challenge": () =>
    "未能通过该网站针对程序的验证。请直接上传文件，或者请管理员运行“npm run doctor”并更新 yt-dlp。",
  "page-busy": () => "该网站正在限制访问次数。请一小时后再试，或者直接上传文件。",
  "page-live": () => "这是正在进行的直播，请在结束后把录像发给我。",
  "page-without-video": () => "这个页面上没有可以打开的视频，请换一个链接，或者直接上传文件。",
  "ffmpeg-missing": () => "需要 ffmpeg 和 ffprobe，但没有找到，请运行“npm run setup”或自行安装 ffmpeg。",
  "video-timeout": () => "读取视频耗时过长，已停止，请选取其中一段或使用较小的副本。",
  "not-allowed": () => "管理员限制了谁可以在这里使用我。请联系管理员把你加进去。",
  "thread-unknown": () => "这里还没有视频，请先发送一个。",
  "video-unfinished": () => "这个视频还没有看完，请等摘要发出后再提问。",
  "original-gone": () => "原视频已不在这里，也无法重新获取；要查看该时刻，请重新发送视频。",
  "video-failed": () => "读取视频中途失败，请转换为 MP4 后再试。",
  "no-space": () => "磁盘已满，请腾出空间后再试。",
  "output-unwritable": ({ name }) => `无法写入文件夹“${name}”，请选择其他文件夹或修改其权限。`,
  "store-unavailable": () => "暂时无法访问已保存的记录，请稍等一分钟再试。",
  "store-read-only": ({ name }) =>
    name === undefined
      ? "无法写入已保存的记录，请让管理员修改其文件夹的权限。"
      : `无法写入 DATA_DIR 文件夹“${name}”，请修改其权限或选择其他文件夹。`,
  "store-locked": () => "另一个程序正在使用已保存的记录，请关闭它，或稍等一分钟再试。",
  "folder-in-use": ({ name }) =>
    `另一个 Cuepoint 正在使用 DATA_DIR“${name}”，请先停止它，或为这一个指定单独的文件夹。`,
  "model-missing": () => "没有连接模型，请启动一个模型或设置 MODEL_BASE_URL。",
  "model-unreachable": () => "无法连接模型服务器，请检查它是否在运行以及地址是否正确。",
  "model-loading": () => "模型服务器仍在加载模型，请过几分钟再试。",
  "model-text-only": () =>
    "模型服务器不接受图片，请在启动时加载模型的视觉部分（llama.cpp：--mmproj），或换一个能看图的模型。",
  "model-blind": () =>
    "模型分不清红色和蓝色的图片，因此它的话不可信。请在启动服务器时加载模型的视觉部分（llama.cpp：--mmproj），或换一个能看图的模型。",
  "model-schema-ignored": () =>
    "模型服务器不能让模型遵守 JSON 模式，因此它的话不可信。请换用支持结构化输出的服务器。",
  "model-refused": () => "模型服务器拒绝了请求，请检查模型名称和密钥。",
  "model-overflow": () => "画面放不进模型的上下文，请选择更短的一段视频。",
  "model-timeout": () => "模型回答耗时过长，请重试或选择更短的一段视频。",
  "model-garbled": () => "模型的回答无法使用，请重试或换一个模型。",
  "speech-missing": () => "语音服务器没有列出能识别语音的模型，请用 SPEECH_MODEL 指定模型名称。",
  "speech-unreachable": () => "无法连接语音服务器，请检查它是否正在运行以及地址是否正确。",
  "speech-refused": () => "语音服务器拒绝了请求，请检查地址、模型名称和密钥。",
  "speech-timeout": () => "语音服务器响应太慢，请稍后重试。",
  "speech-garbled": () => "无法使用语音服务器的回答，请检查地址指向的是否为兼容 OpenAI 的服务器。",
  "attachment-gone": ({ name }) => `“${name}”已不存在，请重新上传。`,
  "attachment-external": ({ name }) => `我无权访问“${name}”的存放位置，请把文件直接上传到这里。`,
  "attachment-forbidden": ({ scope }) =>
    scope === undefined
      ? "我没有在此打开文件的权限，请管理员检查我的权限。"
      : `我没有在此打开文件的权限，请管理员添加权限“${scope}”并重新安装。`,
  "thread-gone": () => "我无法再在这里发消息，请重新邀请我，或换个地方提问。",
  "thread-locked": () => "该话题已被锁定，请解锁或换个地方再问。",
  "permission-missing": ({ permission }) =>
    permission === undefined
      ? "我缺少所需的权限，请管理员检查我的权限。"
      : `我缺少权限“${permission}”，请管理员添加后重新安装。`,
  "platform-signed-out": ({ token }) =>
    token === undefined
      ? "聊天平台不再接受我的令牌，请管理员更新令牌。"
      : `聊天平台不接受我以 ${token} 开头的令牌，请管理员更新令牌。`,
  "platform-unreachable": () => "暂时无法连接聊天平台，请稍后再试。",
  "platform-setup": () => "聊天平台的设置有误，请管理员查看日志。",
  "limit-person": ({ limit, minutes }) =>
    minutes === undefined
      ? "你排队的任务已达到每人的上限，请等其中一个完成后再试。"
      : `你已有 ${limit} 个任务在排队，达到了每人的上限，请大约 ${minutes} 分钟后再试。`,
  "limit-tenant": ({ limit, minutes }) =>
    minutes === undefined
      ? "此服务器或工作区的队列已满，请过几分钟再试。"
      : `此服务器或工作区的队列已满（${limit} 个任务在等待），请大约 ${minutes} 分钟后再试。`,
  "limit-queue": ({ limit, minutes }) =>
    minutes === undefined
      ? "队列已满，请过几分钟再试。"
      : `队列已满（${limit} 个任务在等待），请大约 ${minutes} 分钟后再试。`,
  "limit-video-minutes": ({ limit, hours }) =>
    `这里今天的 ${number.format(limit)} 分钟视频额度已用完，请大约 ${hours} 小时后再试。`,
  "limit-model-tokens": ({ limit, hours }) =>
    `这里今天的 ${number.format(limit)} 个模型 token 额度已用完，请大约 ${hours} 小时后再试。`,
  "no-room": ({ minutes }) => `等了 ${minutes} 分钟，磁盘仍没有空间存放视频，请稍后重试或告诉管理员。`,
  "video-crashed": ({ hours }) => `抱歉，这个视频已多次导致读取程序崩溃，${hours} 小时内不再尝试。`,
  usage: (details) => usageSentence(usage, details),
  cancelled: () => "已停止。",
  unexpected: ({ job }) =>
    job === undefined
      ? "我这边出了问题。请重试；如果再次出现，请告诉管理员。"
      : `我这边出了问题。请重试；如果再次出现，请告诉管理员（任务 ${job}）。`,
};
