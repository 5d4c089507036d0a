/** By what a model of a family can be known, besides its own name. Words that mean anything else are left out. */
const families: readonly { ids: RegExp; names: readonly string[] }[] = [
  { ids: /qwen|qwq|qvq|tongyi/i, names: ["Qwen", "QwQ", "QVQ", "Tongyi", "Alibaba", "通义", "千问", "阿里"] },
  { ids: /deepseek/i, names: ["DeepSeek", "深度求索"] },
  { ids: /glm|zai-org|thudm/i, names: ["GLM", "ChatGLM", "Zhipu", "Z.ai", "智谱"] },
  { ids: /kimi|moonshot/i, names: ["Kimi", "Moonshot AI", "月之暗面"] },
  { ids: /minimax/i, names: ["MiniMax", "稀宇"] },
  { ids: /hunyuan|tencent/i, names: ["Hunyuan", "Tencent", "混元", "腾讯"] },
  { ids: /ernie|baidu|paddle/i, names: ["ERNIE", "Baidu", "PaddlePaddle", "文心", "百度"] },
  { ids: /stepfun/i, names: ["StepFun", "阶跃星辰"] },
  { ids: /bytedance/i, names: ["ByteDance", "Doubao", "Seed-OSS", "字节跳动", "豆包"] },
  { ids: /longcat|meituan/i, names: ["LongCat", "Meituan", "美团"] },
  { ids: /inclusionai/i, names: ["inclusionAI", "Ant Group", "百灵", "蚂蚁"] },
  { ids: /internlm|internvl|opengvlab/i, names: ["InternLM", "InternVL", "书生"] },
  { ids: /llama/i, names: ["Llama", "Meta AI"] },
  { ids: /gemma/i, names: ["Gemma", "Google DeepMind"] },
  { ids: /pangu|ascend/i, names: ["PanGu", "Huawei", "盘古", "华为"] },
  { ids: /kwai/i, names: ["Kwaipilot", "Kuaishou", "快手"] },
  { ids: /xingchen|teleai/i, names: ["TeleAI", "China Telecom", "星辰", "中国电信"] },
  { ids: /nex-agi/i, names: ["Nex-AGI", "Nex AGI"] },
  { ids: /01-ai/i, names: ["01.AI", "零一万物"] },
];

/**
 * Whether an answer names its own model or who makes it. A name that stands in the questions already tells nothing.
 */
export function namesItself(answer: string, model: string, questions: string): boolean {
  const ownName = model.slice(model.lastIndexOf("/") + 1);
  const names = [ownName, ...families.flatMap(({ ids, names: known }) => (ids.test(model) ? known : []))];
  return names.some((name) => mentions(answer, name) && !mentions(questions, name));
}

/** Latin letters on either side make it another word; Chinese is written without gaps. */
function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const latin = /^[\x20-\x7e]+$/.test(name);
  return new RegExp(latin ? `(?<![a-z])${escaped}(?![a-z])` : escaped, "i").test(text);
}
