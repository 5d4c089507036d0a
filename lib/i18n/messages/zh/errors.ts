import type { ErrorWords, errorMessages as english } from "@/lib/i18n/messages/en/errors";

/* 占位符的约定见英文文件。 */
export const errorMessages = {
  "model-not-found": {
    title: "硅基流动没有这个模型",
    advice: "模型可能已下线，或名称有误：大小写和开头的 Pro/ 都要一致。请从模型列表中另选一个。",
  },
  "invalid-parameter": {
    title: "有参数未被硅基流动接受",
    advice:
      "{field, select, none {某个值缺失或超出范围，具体见下方的原始信息。} other {请检查“{field}”：值缺失或超出范围。}}",
  },
  "input-too-long": {
    title: "输入超出了模型的长度上限",
    advice:
      "{inputTokens, plural, =0 {} other {本次输入 # 个 token，}}{maxInputTokens, plural, =0 {} other {上限为 # 个。}}请精简对话，或换用上下文更长的模型。",
  },
  "json-mode-unsupported": {
    title: "该模型不支持 JSON 模式",
    advice: "请关闭 JSON 模式，或换一个模型。",
  },
  "tools-unsupported": {
    title: "该模型不支持工具调用",
    advice: "请移除工具，或换一个模型。",
  },
  "vision-unsupported": {
    title: "该模型看不了图片",
    advice: "请移除图片，或换用视觉模型。",
  },
  "voice-required": {
    title: "还没有选择音色",
    advice: "请选择一个音色，或添加参考音频。",
  },
  "upstream-key-invalid": {
    title: "API 密钥无效",
    advice:
      "密钥缺失、有误，或属于另一个站点：siliconflow.cn 与 siliconflow.com 的密钥互不通用。请设置 SILICONFLOW_API_KEY（使用另一站点时还需设置 SILICONFLOW_BASE_URL），然后重启。",
  },
  "balance-insufficient": {
    title: "硅基流动账户余额不足",
    advice: "请到硅基流动控制台充值，等几分钟到账后再试。",
  },
  "upstream-forbidden": {
    title: "硅基流动拒绝了这次请求",
    advice: "最常见的原因是账户尚未实名认证。请到硅基流动控制台完成认证后再试。",
  },
  "model-disabled": {
    title: "该模型已被停用",
    advice: "请换一个模型。",
  },
  "quota-exhausted": {
    title: "账户额度已用完",
    advice: "部分模型只扣充值余额，不能使用代金券。请到硅基流动控制台查看额度和余额。",
  },
  "upstream-path-not-found": {
    title: "服务端没有这个地址",
    advice: "请检查 SILICONFLOW_BASE_URL，通常以 /v1 结尾；也可能是该服务没有提供这项功能。",
  },
  withdrawn: {
    title: "硅基流动已不再提供这项功能",
    advice: "该接口已下线，相关信息可到硅基流动控制台查看。",
  },
  "rate-limited": {
    title: "已达到速率限制",
    advice:
      "{limit, select, none {} other {触发的是 {limit} 上限。}}{seconds, plural, =0 {请稍候} other {请等待 # 秒}}再试。减少同时发出的请求，或提升账户的用量级别，都有帮助。",
  },
  "upstream-failed": {
    title: "硅基流动内部出错",
    advice: "请再试一次。如果仍然出错，可凭追踪 ID 联系硅基流动客服。",
  },
  overloaded: {
    title: "模型繁忙",
    advice: "{seconds, plural, =0 {请稍后} other {请在 # 秒后}}重试，或换一个模型。",
  },
  "upstream-timeout": {
    title: "硅基流动响应超时",
    advice: "请重试，也可以缩小单次请求的内容，或换一个模型。",
  },
  "upstream-key-missing": {
    title: "尚未设置 API 密钥",
    advice: "请到硅基流动控制台获取密钥，填入 SILICONFLOW_API_KEY 后重启。没有密钥时只能使用演示模式。",
  },
  "upstream-unreachable": {
    title: "连接不上硅基流动",
    advice: "请检查服务器的网络和 SILICONFLOW_BASE_URL，然后重试。",
  },
  "first-byte-timeout": {
    title: "迟迟没有开始回答",
    advice: "模型太久没有响应。请重试，或换一个不太繁忙的模型。",
  },
  "idle-timeout": {
    title: "回答中途停住了",
    advice: "太久没有收到新内容。已收到的部分保留在此，请重试。",
  },
  "total-timeout": {
    title: "用时超过了上限",
    advice: "已收到的部分保留在此。请缩小单次请求的内容，或重试。",
  },
  "stream-truncated": {
    title: "回答没有说完就断了",
    advice: "模型还没有说完，连接就断开了。已收到的部分保留在此，请重试。",
  },
  "stream-error": {
    title: "回答被硅基流动中断",
    advice: "输出途中对方报告了错误。已收到的部分保留在此，请重试。",
  },
  "malformed-response": {
    title: "收到的内容无法识别",
    advice:
      "返回内容与硅基流动的文档不符，可能是代理服务器的页面。请重试；如果一直如此，请检查 SILICONFLOW_BASE_URL。",
  },
  "response-too-large": {
    title: "返回内容过大",
    advice: "为保护服务器，已停止接收。请减少单次请求的内容。",
  },
  "outcome-unknown": {
    title: "不确定这次请求是否已经执行",
    advice:
      "请求已经送达硅基流动，但没有收到可用的答复。任务可能已经完成并扣费，所以没有自动重发。再次提交之前，请先到硅基流动控制台查看账单。",
  },
  "generation-failed": {
    title: "硅基流动没能生成",
    advice: "原因见下方的原始信息。请修改描述或换一张图片再试。",
  },
  "job-overdue": {
    title: "等待时间已到上限",
    advice: "硅基流动可能还在处理。稍后可以再查一次，不会重复扣费。",
  },
  "job-unknown": {
    title: "硅基流动已经查不到这个任务",
    advice: "任务结束一段时间后会被清除。如果还需要，请重新生成。",
  },
  "media-unavailable": {
    title: "结果没能取回",
    advice: "内容已经生成，但硅基流动的存储没有按时送达。可以再试一次：会重新生成并计费。",
  },
  "media-expired": {
    title: "结果的链接已失效",
    advice: "内容已经生成，但还没来得及保存，链接就过期了。如果还需要，请重新生成。",
  },
  "media-forbidden": {
    title: "结果所在的地址不允许访问",
    advice:
      "为保护服务器所在的网络，没有去取。如果这是你自己的地址，请把主机名加入 MEDIA_ALLOWED_HOSTS 并重启。",
  },
  "media-wrong-type": {
    title: "收到的不是图片、视频或音频",
    advice: "内容没有保留。请再试一次，或换一个模型。",
  },
  "media-too-large": {
    title: "结果太大，无法保存",
    advice: "请选择更小的尺寸，或调大 MEDIA_MAX_BYTES 后重启。",
  },
  "storage-full": {
    title: "服务器的空间已满",
    advice: "已保存的内容都还在。请删除不再需要的内容、清理磁盘，或调大 MEDIA_TOTAL_MAX_BYTES。",
  },
  "budget-spent": {
    title: "本月预算已用完",
    advice:
      "请求没有发出。可以在“用量”页提高预算或关闭“用完即停”，每月 1 日重新计算。正在运行的任务也会按预计费用计入。",
  },
  "key-limit-reached": {
    title: "该密钥已达到用量上限",
    advice: "请求没有发出。请按提示的时间稍后重试，或请管理员在 keys.json 中调高上限。",
  },
  "key-budget-spent": {
    title: "该密钥本月的额度已用完",
    advice: "请求没有发出。额度每月 1 日（UTC+8）重新计算，也可请管理员在 keys.json 中调高。",
  },
  "model-not-allowed": {
    title: "该密钥无权使用此模型",
    advice: "请换一个模型，或请管理员在 keys.json 中为该密钥开通。",
  },
  "batches-not-allowed": {
    title: "该密钥不能创建批量任务",
    advice: "该密钥设有限额，而批量任务会绕过限额。请逐条发送请求，或改用不设限额的密钥。",
  },
  "model-not-offered": {
    title: "本服务器不提供此模型",
    advice: "请从模型列表中选择。",
  },
  "circuit-open": {
    title: "硅基流动或该模型连续出错，已暂停请求",
    advice: "请求没有发出。服务器每 5 秒试探一次，请稍后重试。",
  },
  "bad-request": {
    title: "请求格式有误",
    advice: "{field, select, none {请检查发送的内容后重试。} other {请检查“{field}”后重试。}}",
  },
  unauthorized: {
    title: "需要有效的密钥",
    advice:
      "程序调用需带上本服务 ALLOW_CLIENT_KEYS 中的一个密钥（Authorization: Bearer …）。未配置密钥时，只服务本机程序。",
  },
  "foreign-origin": {
    title: "已拒绝来自其他网站的请求",
    advice: "只有本应用自己的页面可以执行此操作。请直接打开本应用后再试。",
  },
  "foreign-host": {
    title: "不支持通过这个地址访问",
    advice: "请使用服务器启动时显示的地址打开本应用；其他域名可通过 ALLOWED_HOSTS 放行。",
  },
  "not-found": {
    title: "没有找到",
    advice: "内容不存在，或已被删除。",
  },
  "method-not-allowed": {
    title: "不支持这种请求方法",
    advice: "这个地址存在，但需要换一种请求方法。",
  },
  "blob-missing": {
    title: "附件已不在服务器上",
    advice: "请求没有发出。请重新添加附件后再发送。",
  },
  "body-too-large": {
    title: "一次发送的数据过大",
    advice: "请换用较小的文件或较短的文本。",
  },
  "too-much-at-once": {
    title: "服务器同时接收的数据过多",
    advice: "请稍后再试。",
  },
  "body-too-slow": {
    title: "数据上传太慢",
    advice: "发送过程中网络停滞，请检查网络后重试。",
  },
  "unsupported-media-type": {
    title: "不支持这种文件",
    advice: "请按输入框旁注明的格式选择文件。",
  },
  "idempotency-conflict": {
    title: "同一个请求已带着不同的内容发送过",
    advice: "没有重复执行。请作为新请求重新发送。",
  },
  "too-few-models": {
    title: "可抽取的模型不够",
    advice: "盲测的每一栏都要用不同的模型。请多选几个模型，或减少栏数。",
  },
  "round-running": {
    title: "还有回答没写完",
    advice: "请等全部回答完成后再投票，或先停止它们。",
  },
  "vote-frozen": {
    title: "这一轮已经投过票了",
    advice: "模型名称公布后，投票不能再改。请开始新的一轮。",
  },
  draining: {
    title: "服务器正在重启",
    advice: "请过几秒再试。",
  },
  "storage-unavailable": {
    title: "服务器暂时无法保存数据",
    advice: "可能是磁盘已满，或数据库连接不上。请清理空间后重试。",
  },
  "run-interrupted": {
    title: "运行途中服务器停止了",
    advice: "已收到的部分保留在此。如仍需要，请重新运行。",
  },
  "server-unreachable": {
    title: "连接不上服务器",
    advice: "请确认服务正在运行、网络正常。已输入的内容还在。",
  },
  internal: {
    title: "应用内部出错",
    advice: "请重试。如果再次出错，可查看服务器日志了解详情。",
  },
} as const satisfies Record<keyof typeof english, ErrorWords>;
