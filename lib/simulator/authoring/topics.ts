/** What kind of answer a question wants; the first row that fits decides. */
const topics: readonly (readonly [topic: string, pattern: RegExp])[] = [
  [
    "identity",
    /^\W*(?:who are you|(?:what|which) (?:\w+ )?model (?:are you|is this)|what(?:'s| is) your name)\b.{0,24}$/i,
  ],
  ["identity", /^(?:你是谁|你叫什么|你是(?:什么|哪个)模型|介绍一下你自己).{0,6}$/],
  ["greeting", /^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon)|how are you)\b.{0,24}$/i],
  ["greeting", /^(?:你好|您好|嗨|哈喽|早上好|晚上好|在吗).{0,6}$/],
  ["translate", /\btranslat|翻译|译成/i],
  ["summary", /\bsummar|\btl;?dr\b|总结|摘要|概括|提炼/i],
  ["letter", /\be-?mail\b|\bletter\b|邮件|一封信|通知|请假条/i],
  ["poem", /\bpoem\b|\bpoetry\b|\bhaiku\b|诗/i],
  ["story", /\bstory\b|\btale\b|\bnovel\b|故事|小说|童话/i],
  ["table", /\btable\b|\bcompar|\bversus\b|\bvs\.?\b|\bdifferences? between\b|表格|对比|比较|区别|优缺点/i],
  [
    "code",
    /\bcode\b|\bfunctions? (?:that|to|which|for|in)\b|\bscript\b|\bprogram\b|\balgorithm\b|\bpython\b|\btypescript\b|\bjavascript\b|\bgolang\b|\brust\b|\bjava\b|\bc\+\+|\bsql\b|\bhtml\b|\bbash\b|\bregex\b|quick ?sort|代码|编程|程序|脚本|算法|排序|正则|写一?个?函数/i,
  ],
  ["quadratic", /\bquadratic\b|一元二次|求根公式/i],
  [
    "formula",
    /\bformula|\bequation|\bintegral|\bderivative|\bproof\b|\bprove\b|\bmath|\blatex\b|公式|方程|积分|导数|证明|数学|求解|利息/i,
  ],
  [
    "list",
    /\blist\b|\bideas?\b|\bsteps?\b|\btips\b|\bways to\b|\bhow (?:to|do i|can i)\b|\bplan\b|\bchecklist\b|列出|清单|步骤|建议|计划|推荐|方案|如何|怎么/i,
  ],
];

export function topicOf(question: string): string {
  return topics.find(([, pattern]) => pattern.test(question))?.[0] ?? "explain";
}

/** A sample of recordings/code and the name of its language. */
const samples: readonly (readonly [sample: string, language: string, pattern: RegExp])[] = [
  ["typescript", "TypeScript", /typescript|\bts\b/i],
  ["javascript", "JavaScript", /javascript|\bjs\b|node\.?js/i],
  ["html", "HTML", /\bhtml\b|网页|web page/i],
  ["sql", "SQL", /\bsql\b|数据库查询/i],
  ["rust", "Rust", /\brust\b/i],
  ["cpp", "C++", /c\+\+|\bcpp\b/i],
  ["java", "Java", /\bjava\b/i],
  ["go", "Go", /\bgolang\b|\bin go\b|用\s*go/i],
  ["bash", "Bash", /\bbash\b|\bshell\b|命令行/i],
  ["python-quick-sort", "Python", /quick ?-?sort|快速排序|快排/i],
  ["python-fibonacci", "Python", /fibonacci|斐波那契/i],
];

export function codeSampleOf(question: string): { sample: string; language: string } {
  const found = samples.find(([, , pattern]) => pattern.test(question));
  return { sample: found?.[0] ?? "python", language: found?.[1] ?? "Python" };
}
