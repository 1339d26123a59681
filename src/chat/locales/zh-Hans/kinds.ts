import type { Catalogue } from "../en/index.ts";

const percent = (share: number) => `${Math.round(share * 100)}%`;
const decimal = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 1 });

type Measured = Parameters<Catalogue["kinds"]["chosen"]["meeting"]>[0];

const measures = ({ speech, still, written, cuts }: Measured) =>
  [
    ...(speech === null ? [] : [`${percent(speech)} 的时间有人说话`]),
    `${percent(still)} 的时间画面静止`,
    `文字每分钟变化 ${decimal.format(written)} 次`,
    `每分钟 ${decimal.format(cuts)} 次切换`,
  ].join("，");

const dueOn = (due: string) => `期限：${due}`;
const sides = { left: "左侧", middle: "中间", right: "右侧" };

export const kinds = {
  names: {
    auto: "自动",
    general: "一般",
    meeting: "会议",
    lecture: "课程",
    screen: "屏幕录像",
    camera: "监控录像",
  },
  chosen: {
    meeting: (measured) => `我把它当作会议：${measures(measured)}。可以用选项 for 选择其他类型。`,
    lecture: (measured) => `我把它当作课程：${measures(measured)}。可以用选项 for 选择其他类型。`,
    screen: (measured) => `我把它当作屏幕录像：${measures(measured)}。可以用选项 for 选择其他类型。`,
    camera: (measured) => `我把它当作监控录像：${measures(measured)}。可以用选项 for 选择其他类型。`,
  },
  titles: { meeting: "会议纪要", lecture: "课程笔记", screen: "屏幕操作", camera: "事件" },
  lists: {
    topic: "议题",
    decision: "决定",
    task: "待办事项",
    "open-question": "未决问题",
    slide: "幻灯片",
    term: "关键术语",
    step: "步骤",
    error: "错误",
    event: "动静",
    quiet: "平静时段",
  },
  nothing: {
    meeting: "我没有听到或读到任何决定或待办事项。",
    lecture: "我没有看到幻灯片，也没有听到术语讲解。",
    screen: "我没有看到能说明的步骤。",
    camera: "我没有看到任何动静。",
  },
  unfinished: "没有模型给出可用的回复，所以我没能处处查找。请稍后再试。",
  line: ({ when, text, read, who, due }) => {
    const duty = [...(who ? [who] : []), ...(due ? [dueOn(due)] : [])].join("，");
    return `${when} ${text}${read ? `“${read}”` : ""}${duty ? `（${duty}）` : ""}`;
  },
  due: dueOn,
  moved: { left: "左侧有动静。", middle: "中间有动静。", right: "右侧有动静。" },
  movedOn: (first, last) => `有动静，先在${sides[first]}，后在${sides[last]}。`,
  quiet: ({ total, count, longest }) =>
    count === 1 ? longest : `共 ${count} 段，合计 ${total}，最长的是 ${longest}`,
  clock: {
    named: (start) => `时刻从您给出的 ${start} 算起。`,
    recorded: (start) => `时刻为 UTC，从文件记载的创建时间 ${start} 算起。可以用选项 starts-at 另行指定。`,
  },
  activity: "视频全程的动静",
  more: (left) => `另有 ${left} 条，见报告`,
} satisfies Catalogue["kinds"];
