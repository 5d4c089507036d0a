/* A fixed answer with everything that costs a renderer something: the same on every run and machine. */

const section = (number: number) => `## ${number}. Streams and their cost

A relay reads **bytes** from one socket and writes them to another. What it does *in between* decides its cost:
scanning a frame for \`finish_reason\` costs little, parsing it costs more, and [web streams](https://example.com/${number})
cost most of all. The figures of section ${number} were taken at ${number * 20} streams.

- the first frame goes out at once
- later frames wait for at most 25 ms
  - joined frames are serialised once
  - every watcher reads the same lines
- nothing is queued for a slow reader

| relay | processor | memory | delay |
|---|---:|---:|---:|
| nginx | ${number + 100} ms | 32 MB | 1.0 ms |
| plain Node | ${number + 250} ms | 130 MB | 1.4 ms |
| web streams | ${number + 700} ms | 246 MB | 5.1 ms |

\`\`\`typescript
export async function relay${number}(source: AsyncIterable<Uint8Array>, sink: Writable): Promise<number> {
  let written = 0;
  for await (const chunk of source) {
    if (!sink.write(chunk)) await once(sink, "drain");
    written += chunk.byteLength; // counted for the ledger
  }
  return written;
}
\`\`\`

With arrival rate $\\lambda = ${number}$ and service rate $\\mu$ the mean wait is

$$
W = \\frac{\\lambda}{\\mu(\\mu - \\lambda)}, \\qquad \\rho = \\frac{\\lambda}{\\mu} < 1
$$

### ${number}.1 流式输出的代价

服务器先保存请求，再调用上游接口；每一帧到达后立即转发给浏览器。如果连接中断，浏览器会从**最后一个事件**之后继续读取，
因此不会丢失内容，也不会重复计费。第 ${number} 组数据表明，合并 25 毫秒内的增量可以节省大约五分之一的处理器时间。

1. 记录请求并返回编号
2. 读取上游的数据流
3. 写入日志，通知所有观察者

> Measure before you change anything, and again afterwards.

`;

/** The answer cut into pieces about as large as tokens are: part of a word, a sign, or one or two Han characters. */
export function markdownTokens(count: number): string[] {
  const tokens: string[] = ["# A report on relays\n\n"];
  for (let number = 1; tokens.length < count; number += 1)
    tokens.push(
      ...(section(number).match(/\p{Script=Han}{1,2}| ?[A-Za-z]{1,7}|\d{1,3}|\s+|[^\s\w]|_/gu) ?? []),
    );
  return tokens.slice(0, count);
}
