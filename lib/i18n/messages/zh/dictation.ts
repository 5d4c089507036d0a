import type { Words } from "../../words";
import type { dictation as english } from "../en/dictation";

export const dictation = {
  title: "语音输入",
  dictate: "语音输入",
  starting: "请稍候…",
  asking: "请在浏览器中允许使用麦克风。",
  speak: "请说话",
  finish: "完成",
  cancel: "取消",
  writing: "正在转成文字…",
  later: "稍后再说",
  retry: "重试",
  again: "重新说",
  throwAway: "丢弃",
  close: "关闭",
  empty: "没有听到说话声。",
  homeless: "输入框已不在页面上，你说的是：",
  copy: "复制",
  copied: "已复制",
  model: "语音输入使用的模型",
} satisfies Words<typeof english>;
