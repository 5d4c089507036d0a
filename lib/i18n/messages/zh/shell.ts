import type { shell as english } from "../en/shell";

export const shell = {
  appName: "硅基流动 Playground",
  skipToContent: "跳到对话",
  openNavigation: "打开导航",
  closeNavigation: "关闭导航",
  navigation: "导航",
  newChat: "新对话",
  settings: "外观与语言",
  language: "语言",
  theme: "主题",
  themeSystem: "跟随系统",
  themeLight: "浅色",
  themeDark: "深色",
  demoTitle: "演示模式",
  demoExplanation:
    "尚未设置 API 密钥，当前由内置模拟器作答，内容并非真实模型生成。设置 SILICONFLOW_API_KEY 并重启后，即可连接硅基流动。",
  pageFailedTitle: "页面出错了",
  pageFailedAdvice: "对话都保存在本浏览器中，没有丢失。请重试；若再次出现，请刷新页面。",
  pageOutdatedTitle: "页面有一部分没有加载出来",
  pageOutdatedAdvice: "可能是打开页面之后服务器更新过。请重新加载页面：对话和正在写的内容都会保留。",
  reload: "重新加载",
  tryAgain: "重试",
  notFoundTitle: "这里什么也没有",
  notFoundAdvice: "地址可能有误，或页面已移走。",
  toChat: "去对话",
} as const satisfies Record<keyof typeof english, string>;
