import type { Words } from "../../words";
import type { sound as english } from "../en/sound";

export const sound = {
  play: "播放",
  pause: "暂停",
  position: "进度",
  positionOf: "{time}，共 {whole}",
  loop: "循环",
  rate: "播放速度",
  times: "{value}×",
  noWaveform: "没有波形：本浏览器无法解码。",
  playFailed: "本浏览器无法播放。",
  silent: "里面听不到任何声音，但仍可发送。",
} as const satisfies Words<typeof english>;
