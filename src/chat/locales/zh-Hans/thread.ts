import { type JobErrorSentences, type JobWords, splitSeconds } from "../job-words.ts";
import { given } from "../sentences.ts";

const number = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 0 });
const lengthOf = (length: number) => {
  const { hours, minutes, seconds } = splitSeconds(length);
  const counted = (n: number, unit: string) => (n === 0 ? [] : [`${n} ${unit}`]);
  return [...counted(hours, "小时"), ...counted(minutes, "分钟"), ...counted(seconds, "秒")].join(" ");
};

export const jobsInChinese: JobWords = {
  linksLeftOut: (leftOut, most) =>
    `一条消息我最多处理 ${most} 个链接，其余 ${leftOut} 个没有处理；请另发一条消息。`,
  waiting: (id, position) =>
    position <= 1 ? `任务 ${id} 即将开始。` : `任务 ${id} 在队列中排第 ${position} 位。`,
  waitingWithEta: (id, position, minutes) =>
    position <= 1
      ? `任务 ${id} 是下一个，大约 ${minutes} 分钟后开始。`
      : `任务 ${id} 在队列中排第 ${position} 位，大约 ${minutes} 分钟后开始。`,
  withEta: (line, minutes) => `${line}（大约还需 ${minutes} 分钟）`,
  named: (id) => `任务 ${id}`,
  starting: "正在开始",
  waitingForRoom: "正在等待磁盘空间",
  tryingAgain: "没有成功，稍后会重试。",
  takenUpAgain: "中断之后正在重新开始",
  restMissing: "其余内容未能发送。",
  done: "已完成。",
  doneIn: (seconds) => `已完成，用时 ${lengthOf(seconds)}。`,
  failed: "失败。",
  stopped: "已停止。",
  stop: "停止",
  retry: "重试",
  none: "你在这里没有正在处理的视频。",
  unknown: (id) => `这里没有任务 ${id}。`,
  line: (id, command, state) => `${id}（${command}）：${state}`,
  nothingToStop: "你在这里没有正在运行的任务。",
  alreadyEnded: "这个任务已经结束了。",
  notYours: "只有发起人或管理员可以这样做。",
  stopping: (id) => `正在停止任务 ${id}。`,
  nothingToRetry: "你在这里没有可以重试的任务。",
  stillRunning: "这个任务还在运行，请等它结束，或先停止它。",
};

export const jobErrorsInChinese: JobErrorSentences = {
  "limit-person": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `你已有 ${limit} 个任务在排队，达到了每人的上限，请大约 ${minutes} 分钟后再试。`,
      "你排队的任务已达到每人的上限，请等其中一个完成后再试。",
    ),
  "limit-tenant": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) =>
        `此服务器或工作区的队列已满（${limit} 个任务在等待），请大约 ${minutes} 分钟后再试。`,
      "此服务器或工作区的队列已满，请过几分钟再试。",
    ),
  "limit-queue": (d) =>
    given(
      d,
      ["limit", "minutes"],
      ({ limit, minutes }) => `队列已满（${limit} 个任务在等待），请大约 ${minutes} 分钟后再试。`,
      "队列已满，请过几分钟再试。",
    ),
  "limit-video-minutes": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `这里今天的 ${number.format(Number(limit))} 分钟视频额度已用完，请大约 ${hours} 小时后再试。`,
      "这里今天的视频时长额度已用完，请明天再试。",
    ),
  "limit-model-tokens": (d) =>
    given(
      d,
      ["limit", "hours"],
      ({ limit, hours }) =>
        `这里今天的 ${number.format(Number(limit))} 个模型 token 额度已用完，请大约 ${hours} 小时后再试。`,
      "这里今天的模型 token 额度已用完，请明天再试。",
    ),
  "no-room": (d) =>
    given(
      d,
      ["minutes"],
      ({ minutes }) => `等了 ${minutes} 分钟，磁盘仍没有空间存放视频，请稍后重试或告诉管理员。`,
      "磁盘没有空间存放视频，请稍后重试或告诉管理员。",
    ),
  "video-crashed": (d) =>
    given(
      d,
      ["hours"],
      ({ hours }) => `抱歉，这个视频已多次导致读取程序崩溃，${hours} 小时内不再尝试。`,
      "抱歉，这个视频已多次导致读取程序崩溃，一天之内不再尝试。",
    ),
};
