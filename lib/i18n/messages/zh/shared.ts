import type { shared as english } from "../en/shared";

export const shared = {
  copyCode: "复制代码",
  copied: "已复制",
  copyRefused: "浏览器不允许复制",
  code: "代码",
  image: "图片未显示：{host}",
  traceId: "追踪 ID",
  copyTraceId: "复制追踪 ID",
  upstreamSays: "硅基流动返回：",
  firstToken: "首字 {seconds} 秒",
  thinkingTime: "思考 {seconds} 秒",
  tokensCached: "缓存 {count}",
  duration: "{seconds} 秒",
  speed: "{count} tokens/秒",
  tokensIn: "输入 {count}",
  tokensOut: "输出 {count}",
  tokensThinking: "其中思考 {count}",
  estimated: "估算值：硅基流动未返回用量",
  priceKnown: "¥{amount}",
  priceFree: "免费",
  priceUnknown: "价格未知",
} as const satisfies Record<keyof typeof english, string>;
