import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeSample } from "./code-samples";

const chat = {
  model: "Qwen/Qwen3-8B",
  messages: [{ role: "user", content: 'It\'s `here`: $HOME "quoted" \\ 你好\n$(date) !! 🌍' }],
  stream: true,
  temperature: 0.7,
  enable_thinking: false,
  top_k: 20,
};
const gap = {
  model: "deepseek-ai/DeepSeek-V3",
  prompt: "def f(x):\n",
  suffix: "\n",
  stop: ["\n\n"],
  top_k: 5,
};

/** The arguments that a POSIX shell would give to curl. */
function argumentsOfCurl(script: string): string[] {
  const shown = `SILICONFLOW_API_KEY=sk-from-environment
    curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${script}`;
  return execFileSync("/bin/sh", ["-c", shown], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** Runs a TypeScript sample against an SDK that only notes what it is given. */
async function heardByOpenAi(sample: string, method: "chat" | "completions"): Promise<unknown> {
  let heard: unknown;
  const create = async (body: unknown) => {
    heard = body;
    return { choices: [], [Symbol.asyncIterator]: async function* () {} };
  };
  class OpenAI {
    readonly chat = { completions: { create } };
    readonly completions = { create };
  }
  const asyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const run = asyncFunction("OpenAI", "env", "stdout", "console", sample.replace(/^import .*$/gm, ""));
  await run(OpenAI, {}, { write: () => {} }, { log: () => {} });
  expect(sample).toContain(
    method === "chat" ? "client.chat.completions.create(" : "client.completions.create(",
  );
  return heard;
}

describe("cURL", () => {
  test("sends the request to SiliconFlow with the key of the environment", () => {
    const [noBuffer, address, ...rest] = argumentsOfCurl(codeSample("curl", "chat.completions", chat) ?? "");
    expect([noBuffer, address]).toEqual(["--no-buffer", "https://api.siliconflow.cn/v1/chat/completions"]);
    expect(rest.slice(0, 5)).toEqual([
      "-H",
      "Authorization: Bearer sk-from-environment",
      "-H",
      "Content-Type: application/json",
      "-d",
    ]);
    expect(JSON.parse(rest[5] ?? "")).toEqual(chat);
    expect(argumentsOfCurl(codeSample("curl", "completions", gap) ?? "")[0]).toBe(
      "https://api.siliconflow.cn/v1/completions",
    );
  });

  test("survives the shell whatever was written", () => {
    const awkward = fc.string({
      unit: fc.oneof(
        fc.constantFrom("'", '"', "\\", "`", "$", "!", "\n", "\0", "$(", "你", "%"),
        fc.string(),
      ),
    });
    fc.assert(
      fc.property(awkward, (content) => {
        const input = { ...chat, messages: [{ role: "user", content }] };
        const body = argumentsOfCurl(codeSample("curl", "chat.completions", input) ?? "").at(-1);
        expect(JSON.parse(body ?? "")).toEqual(JSON.parse(JSON.stringify(input)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("TypeScript", () => {
  test("says the same as the request, whatever was written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.boolean(), async (content, stream) => {
        const input = { ...chat, stream, messages: [{ role: "user", content }] };
        const sample = codeSample("typescript", "chat.completions", input) ?? "";
        expect(await heardByOpenAi(sample, "chat")).toEqual(input);
      }),
    );
    const sample = codeSample("typescript", "completions", gap) ?? "";
    expect(await heardByOpenAi(sample, "completions")).toEqual(gap);
  });

  test("keeps SiliconFlow's own fields where the SDK's types do not look", () => {
    const sample = codeSample("typescript", "chat.completions", chat);
    expect(sample).toContain('...{\n    "enable_thinking": false,\n    "top_k": 20\n  },');
  });
});

describe("Python", () => {
  test("has Python's words and SiliconFlow's own fields in extra_body", () => {
    const input = { ...chat, messages: [], stop: null, stream: false, tools: [{ strict: true, x: [] }] };
    expect(codeSample("python", "chat.completions", input)).toBe(`import os

from openai import OpenAI

client = OpenAI(
    api_key=os.environ["SILICONFLOW_API_KEY"],
    base_url="https://api.siliconflow.cn/v1",
)

response = client.chat.completions.create(
    model="Qwen/Qwen3-8B",
    messages=[],
    stream=False,
    temperature=0.7,
    stop=None,
    tools=[
        {
            "strict": True,
            "x": [],
        },
    ],
    extra_body={
        "enable_thinking": False,
        "top_k": 20,
    },
)

print(response.choices[0].message.content)
`);
  });

  test("reads a stream piece by piece, and the text of a gap", () => {
    expect(codeSample("python", "chat.completions", chat)).toContain("chunk.choices[0].delta.content or");
    const sample = codeSample("python", "completions", { ...gap, stream: true });
    expect(sample).toContain("client.completions.create(");
    expect(sample).toContain("chunk.choices[0].text or");
  });
});

describe("a call that OpenAI's SDKs do not have", () => {
  const picture = { model: "Kwai-Kolors/Kolors", prompt: "It's 一只猫", image_size: "1024x1024" };

  test("is posted as it is", () => {
    const [address, ...rest] = argumentsOfCurl(codeSample("curl", "images.generations", picture) ?? "");
    expect(address).toBe("https://api.siliconflow.cn/v1/images/generations");
    expect(JSON.parse(rest.at(-1) ?? "")).toEqual(picture);
    const python = codeSample("python", "images.generations", picture) ?? "";
    expect(python).toContain('client.post("/images/generations", cast_to=object, body={');
    expect(python).toContain('"image_size": "1024x1024"');
    expect(codeSample("typescript", "video.submit", picture)).toContain('client.post("/video/submit", {');
  });

  test("asks about a job by its id alone", () => {
    const sample = codeSample("curl", "video.status", { model: "a/b", requestId: "r1" }) ?? "";
    expect(JSON.parse(argumentsOfCurl(sample).at(-1) ?? "")).toEqual({ requestId: "r1" });
  });
});

test("an operation that is not known has no sample", () => {
  expect(codeSample("curl", "toString", {})).toBeUndefined();
  expect(codeSample("curl", "images.paintings", {})).toBeUndefined();
  expect(codeSample("curl", "completions", "no body")).toBeUndefined();
});

describe("a batch", () => {
  const input = {
    model: "m",
    file: `blob:blob_${"0".repeat(64)}`,
    completion_window: "48h",
    metadata: { note: 'It\'s "mine"' },
    replace: { model: "other" },
  };

  test("is uploaded and created, and nothing of this browser is in it", () => {
    for (const language of ["curl", "python", "typescript"] as const) {
      const sample = codeSample(language, "batches", input) ?? "";
      expect(sample).toContain("requests.jsonl");
      expect(sample).toContain("48h");
      expect(sample).toContain("other");
      expect(sample).not.toContain("blob");
    }
  });

  test("is created by cURL with the id that the upload answered", () => {
    const shown = `jq() { echo file-1; }\ncurl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n`;
    const script = codeSample("curl", "batches", input) ?? "";
    const said = execFileSync("/bin/sh", ["-c", shown + script], { encoding: "utf8" }).split("\0");
    expect(JSON.parse(said.at(-2) ?? "")).toEqual({
      input_file_id: "file-1",
      endpoint: "/v1/chat/completions",
      completion_window: "48h",
      metadata: { note: 'It\'s "mine"' },
      replace: { model: "other" },
    });
  });

  test.each(["batches.get", "batches.cancel"])("has its id in %s", (operation) => {
    for (const language of ["curl", "python", "typescript"] as const)
      expect(codeSample(language, operation, { model: "m", requestId: "batch_7" })).toContain("batch_7");
  });
});
