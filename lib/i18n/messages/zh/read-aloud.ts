import type { Words } from "../../words";
import type { readAloud as english } from "../en/read-aloud";

export const readAloud = {
  title: "朗读",
  read: "朗读",
  stop: "停止朗读",
  pause: "暂停",
  resume: "继续",
  begin: "开始",
  retry: "重试",
  step: {
    idle: "正在准备音色…",
    preparing: "马上开始…",
    playing: "正在朗读",
    paused: "已暂停",
    refused: "可以开始朗读",
    silent: "没有可朗读的内容：除代码和公式外，回答里没有文字。",
    failed: "朗读中断",
  },
  price: "已花费 ¥{amount}",
  priceUnknown: "价格未知",
  voice: "音色",
  speed: "语速",
  times: "{speed} 倍",
  always: "自动朗读每条新回答",
  refused: "浏览器要求先点击一下才能播放声音。",
  cannotPlay: "此浏览器无法播放这段声音。",
  noVoice: "硅基流动目前没有可用于朗读的模型。",
} satisfies Words<typeof english>;
