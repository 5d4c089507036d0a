import type { Words } from "../../words";
import type { recorder as english } from "../en/recorder";

export const recorder = {
  title: "录音",
  record: "开始录音",
  atMost: "最长 {minutes, plural, =0 {{seconds} 秒} other {# 分钟}}，保存在本浏览器中。",
  asking: "请在浏览器中允许使用麦克风。",
  recording: "正在录音",
  paused: "已暂停",
  finishing: "正在收尾…",
  of: "{time} / {most}",
  pause: "暂停",
  resume: "继续",
  finish: "完成",
  cancel: "取消",
  throwAway: "丢弃",
  confirmThrowAway: "确定丢弃这段录音？",
  keepOn: "保留",
  silent: "没有听到声音。麦克风选对了吗？是否已打开？",
  clipping: "声音太大，请离麦克风远一点。",
  unsaved: "本浏览器无法保存录音，用完之前请不要关闭页面。",
  microphone: "麦克风",
  anyMicrophone: "默认麦克风",
  again: "重试",
  failed: {
    "no-microphone": {
      title: "没有找到麦克风。",
      advice: "请接上或打开麦克风，然后重试。",
    },
    denied: {
      title: "麦克风未获允许。",
      advice:
        "请点地址栏旁的图标，为本站允许麦克风。在手机或 Mac 上，系统的隐私设置也要允许浏览器使用麦克风。",
    },
    "insecure-origin": {
      title: "浏览器只在安全地址上录音。",
      advice: "请用 https 或 localhost 打开本页。",
    },
    busy: {
      title: "无法打开麦克风。",
      advice: "可能有其他程序正在使用它，关闭后再试。",
    },
    unsupported: {
      title: "这个浏览器不能录音。",
      advice: "请使用新版 Chrome、Edge、Firefox 或 Safari。",
    },
    "nothing-recorded": {
      title: "没有录到内容。",
      advice: "还没有声音就结束了。请重试，至少说一秒钟。",
    },
  },
  fileInstead: "也可以选择文件。",
  endedByLimit: "已自动结束：最长 {minutes, plural, =0 {{seconds} 秒} other {# 分钟}}。",
  endedByMicrophone: "麦克风断开了，之前录下的内容都在。",
  nothingHeard: "里面听不到任何声音。",
  kept: "还没用上的录音",
  keptOf: "还没用上的录音：{when}，长 {time}",
  use: "使用",
  download: "下载",
  unreadable: "这段录音已无法读取。",
} as const satisfies Words<typeof english>;
