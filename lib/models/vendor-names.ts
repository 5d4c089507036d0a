/** What people call vendors and their models besides the name in the catalogue; Chinese names as the companies write them. */
const alsoCalled: Readonly<Record<string, string>> = {
  "01.AI": "零一万物 Yi",
  "Alibaba (AIDC-AI)": "阿里巴巴 国际数字商业",
  "Alibaba (FunAudioLLM)": "阿里巴巴 通义百聆 语音",
  "Alibaba (Qwen)": "阿里巴巴 通义千问 千问",
  "Alibaba (Tongyi-MAI)": "阿里巴巴 通义 造相",
  "Alibaba (Tongyi-Zhiwen)": "阿里巴巴 通义智文",
  "Alibaba (Wan-AI)": "阿里巴巴 通义万相 万相",
  "Ant Group (inclusionAI)": "蚂蚁集团 百灵",
  BAAI: "北京智源 智源研究院",
  Baidu: "百度 文心一言 飞桨",
  "ByteDance Seed": "字节跳动 豆包",
  DeepSeek: "深度求索",
  Google: "谷歌",
  Huawei: "华为 盘古",
  IndexTeam: "哔哩哔哩 B站",
  Kuaishou: "快手",
  "Kuaishou (Kwai-Kolors)": "快手 可图",
  Meituan: "美团 龙猫",
  Meta: "羊驼",
  MiniMax: "稀宇科技 海螺",
  "Moonshot AI": "月之暗面",
  "NetEase Youdao": "网易有道",
  "OpenMOSS (fnlp)": "复旦",
  "Shanghai AI Lab": "上海人工智能实验室 书生",
  "Shanghai AI Lab (OpenGVLab)": "上海人工智能实验室 书生",
  StepFun: "阶跃星辰",
  TeleAI: "中国电信 星辰",
  Tencent: "腾讯 混元",
  "Zhipu / Z.ai": "智谱",
};

/** Other names of a vendor, with spaces between; empty when there are none. */
export const otherNamesOf = (vendor: string): string =>
  Object.hasOwn(alsoCalled, vendor) ? (alsoCalled[vendor] ?? "") : "";
