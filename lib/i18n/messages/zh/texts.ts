import type { Words } from "../../words";
import type { texts as english } from "../en/texts";

export const texts = {
  choose: "TXT、CSV 或 JSONL",
  file: "文件",
  dropFile: "移除 {name}",
  column: "列",
  rowProblems: "有 {count} 行无法读取，已略过（第 {lines} 行）。",
  notTaken: "未接受：{name}。",
  forget: "隐藏提示",
  fault: {
    empty: "文件是空的。",
    "too-large": "文件超过 5 MB。",
    "not-text": "这不是文本文件。",
    "no-rows": "文件里没有数据。",
    names: "首行须写明每一列的名称，且不能重名。",
    unread: "现在无法读取：文件已被移动或改动，或服务器暂时连不上。请重试。",
  },
  splitBy: { lines: "按行", blocks: "按段" },
} as const satisfies Words<typeof english>;
