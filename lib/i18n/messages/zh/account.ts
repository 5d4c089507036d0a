import type { Words } from "../../words";
import type { account as english } from "../en/account";

export const account = {
  title: "硅基流动账户",
  loading: "正在询问硅基流动…",
  withdrawn: "硅基流动已不再通过 API 提供余额和账户信息（2026 年 8 月 14 日起），请到控制台查看。",
  console: "在硅基流动控制台查看余额",
  name: "名称",
  email: "邮箱",
  status: "状态",
  totalBalance: "余额",
  chargeBalance: "其中充值",
  balance: "其中赠送",
  notGiven: "未提供",
  vouchers: "代金券不包含在内。",
  again: "再问一次",
  limitsTitle: "最近一小时触发的限流",
  limitsNone: "没有请求因限流被拒绝。",
  limitsMore: "还有更多，较早的已不再保留。",
  limitsKept: "由本服务器自启动起统计，每次尝试都单独计数。",
  limitsFailed: "限流记录加载失败。",
  noMeter: "未说明是哪项限制",
  met: "{count} 次，最近一次 {time}",
  levelTitle: "限流规则",
  levelWhat:
    "限流按账户和模型分别计算，与使用哪个密钥无关：每分钟（RPM、TPM、IPM）、每小时（RPH）或每天（RPD、TPD、IPD）的请求数、Token 数和图片数，先达到哪一项就被哪一项限制。失败的请求也计数，批量任务不计。",
  levelHow:
    "免费模型的限额固定；付费模型的限额随账户用量级别提高。级别取上月消费与本月至今消费中的较大值，升级立即生效。",
  level: "级别",
  levelFrom: "月消费",
  below: "不足 ¥{amount}",
  from: "¥{amount} 起",
  limitsDocs: "硅基流动限流说明",
} as const satisfies Words<typeof english>;
