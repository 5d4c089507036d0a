import type { Words } from "../../words";
import type { budget as english } from "../en/budget";

export const budget = {
  title: "每月预算",
  loading: "正在加载…",
  none: "尚未设置预算：不会提醒，也不会停止。",
  spentOf: "{month}已花费 ¥{spent}，预算 ¥{budget}",
  spent: "{month}已花费 ¥{spent}",
  running: "正在运行的任务预计还需 ¥{amount}。",
  unpriced: "{count} 次调用价格未知，未计入。",
  secret: "{count} 次盲测调用已计入预算，投票后才显示费用。",
  amount: "预算（元/月）",
  amountHint: "留空表示不设预算。按北京时间（UTC+8）每月 1 日零点起算。",
  amountFault: "请填写大于 0、不超过 1000 万的金额，只写数字和小数点。",
  warnAt: "提醒阈值（%）",
  warnFault: "请填写 1 到 100 的整数。",
  stops: "用完即停",
  stopsHint:
    "开启后，无论在这里还是通过 /v1，都不再开始付费调用；正在运行的会继续，免费模型仍可使用。调用运行期间按预计费用计入；批量任务结束时才计入，因此可能超出。",
  save: "保存预算",
  saved: "已保存。",
  warned: "本月预算已用 {percent}%（¥{spent} / ¥{budget}）。",
  spentUp: "本月 ¥{budget} 的预算已用完。",
  spentStopped: "本月 ¥{budget} 的预算已用完，不再开始付费调用。",
  toUsage: "查看用量",
  dismiss: "本月不再提醒",
  notice: "预算",
} as const satisfies Words<typeof english>;
