import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chatInSiliconFlowsWords } from "./chat-request";
import { withEncoding } from "./embedding-encoding";
import { listedFiles, uploadedFile } from "./file-object";
import { isOpenAiPicture, type PictureModel, pictureOrder } from "./image-request";
import { chatAnswer, chatEvents, pictureRequest } from "./picture-chat";
import { speechInSiliconFlowsWords } from "./speech-request";
import { videoId, videoJob, videoSubmission } from "./video-object";

const plain: PictureModel = { takesSize: true, takesBatch: false, inputPictures: 0 };
const batching: PictureModel = { ...plain, takesBatch: true };
const editing: PictureModel = { takesSize: false, takesBatch: false, inputPictures: 3 };

const callsOf = (body: Record<string, unknown>, model = plain) => {
  const order = pictureOrder(body, model);
  return order.ok ? order.value.calls : order.error;
};

describe("a picture in OpenAI's words", () => {
  const base = { model: "m", prompt: "A kite" };

  test("is told from SiliconFlow's by fields that only OpenAI or this server has", () => {
    expect(isOpenAiPicture(base)).toBe(false);
    expect(isOpenAiPicture({ ...base, image_size: "1x1", batch_size: 2, seed: 1, cfg: 4 })).toBe(false);
    for (const field of ["n", "size", "response_format", "quality", "user", "sf_seed", "sf_batch_size"])
      expect(isOpenAiPicture({ ...base, [field]: 1 }), field).toBe(true);
  });

  test.each<[Record<string, unknown>, PictureModel, unknown]>([
    [{ size: "256x256" }, plain, [{ ...base, image_size: "256x256" }]],
    [{ size: "auto", quality: "high", user: "x" }, plain, [base]],
    [{ size: "256x256", sf_image_size: "512x512" }, plain, [{ ...base, image_size: "512x512" }]],
    [{ size: "256x256" }, editing, [base]],
    [{ n: 3 }, plain, [base, base, base]],
    [{ n: 1, sf_batch_size: 4 }, batching, [{ ...base, batch_size: 4 }]],
    [{ sf_batch_size: 4 }, plain, [base]],
    [
      { n: 2, sf_seed: 9_999_999_999 },
      plain,
      [
        { ...base, seed: 9_999_999_999 },
        { ...base, seed: 0 },
      ],
    ],
    [
      { n: 2, seed: 7 },
      plain,
      [
        { ...base, seed: 7 },
        { ...base, seed: 8 },
      ],
    ],
    [
      {
        sf_num_steps: 30,
        sf_guidance_scale: 7.5,
        sf_cfg: 4,
        sf_negative_prompt: "rain",
        response_format: "url",
      },
      plain,
      [{ ...base, num_inference_steps: 30, guidance_scale: 7.5, cfg: 4, negative_prompt: "rain" }],
    ],
    [{ n: null, size: null, sf_seed: null, response_format: null }, plain, [base]],
  ])("%j", (said, model, calls) => {
    expect(callsOf({ ...base, ...said }, model)).toEqual(calls);
  });

  test("has the model's usual size where none is named: most programs name none", () => {
    const sized = { ...plain, usualSize: "1328x1328" };
    expect(callsOf(base, sized)).toEqual([{ ...base, image_size: "1328x1328" }]);
    expect(callsOf({ ...base, size: "auto" }, sized)).toEqual([{ ...base, image_size: "1328x1328" }]);
    expect(callsOf({ ...base, size: "1x1" }, sized)).toEqual([{ ...base, image_size: "1x1" }]);
    expect(callsOf({ ...base, image_size: "1x1" }, sized)).toEqual([{ ...base, image_size: "1x1" }]);
    expect(callsOf({ ...base, image: "data:a" }, sized)).toEqual([{ ...base, image: "data:a" }]);
    expect(callsOf(base, { ...editing, usualSize: "1x1" })).toEqual([base]);
  });

  test("never brings a field of OpenAI's before SiliconFlow, and keeps every other", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.integer({ min: 1, max: 10 }), (more, n) => {
        const own = Object.fromEntries(
          Object.entries(more).filter(([field]) => !isOpenAiPicture({ [field]: 1 })),
        );
        const calls = callsOf({ ...own, ...base, n });
        expect(calls).toHaveLength(n);
        for (const call of Array.isArray(calls) ? calls : []) {
          expect(isOpenAiPicture(call)).toBe(false);
          const { seed: _, ...rest } = { ...own, ...base, seed: 0 };
          expect(call).toMatchObject(rest);
        }
      }),
    );
  });
});

describe("a chat in OpenAI's newer words", () => {
  const user = { role: "user", content: "Hi" };
  const chat = { model: "m", messages: [user] };

  test("is untouched where SiliconFlow knows them all", () => {
    for (const more of [{}, { max_tokens: 5 }, { max_tokens: 5, max_completion_tokens: 9 }])
      expect(chatInSiliconFlowsWords({ ...chat, ...more })).toBeUndefined();
  });

  test("keeps its limit, and its developer is the system", () => {
    expect(chatInSiliconFlowsWords({ ...chat, max_completion_tokens: 9 })).toMatchObject({ max_tokens: 9 });
    const messages = [{ role: "developer", content: "Be kind." }, null, user];
    const said = chatInSiliconFlowsWords({ ...chat, messages, seed: 1 });
    expect(said).toEqual({
      model: "m",
      seed: 1,
      messages: [{ role: "system", content: "Be kind." }, null, user],
    });
  });
});

describe("a chat with a model that makes pictures", () => {
  const text = (content: string) => ({ type: "text", text: content });
  const picture = (url: string) => ({ type: "image_url", image_url: { url } });

  test("asks for what the user said last, with the pictures in it as far as the model takes any", () => {
    const messages = [
      { role: "user", content: "A dog" },
      { role: "assistant", content: "![image](https://a.example/1.png)" },
      { role: "user", content: [text("At night"), picture("data:a"), picture("data:b"), text("please")] },
      { role: "assistant", content: "" },
    ];
    const chat = {
      model: "m",
      messages,
      temperature: 1,
      stream: true,
      sf_seed: 3,
      response_format: "b64_json",
    };
    const asked = { model: "m", prompt: "At night\nplease", sf_seed: 3, response_format: "b64_json" };
    expect(pictureRequest(chat, plain)).toEqual(asked);
    expect(pictureRequest(chat, editing)).toEqual({ ...asked, image: "data:a", image2: "data:b" });
    expect(pictureRequest({ model: "m", messages: [{ role: "user", content: " " }] }, plain)).toBeUndefined();
    const format = { ...chat, response_format: { type: "text" } };
    expect(pictureRequest(format, plain)).not.toHaveProperty("response_format");
  });

  test("edits what stands in the text as Markdown, else what stands beside, else what was made last", () => {
    const made = { role: "assistant", content: "Here:\n![image](https://a.example/1.png?x=1&y=2)" };
    const asked = (content: unknown, more = {}) =>
      pictureRequest(
        {
          model: "m",
          messages: [made, { role: "assistant", content: "ok" }, { role: "user", content }],
          ...more,
        },
        editing,
      );
    expect(asked("now blue")).toMatchObject({ prompt: "now blue", image: "https://a.example/1.png?x=1&y=2" });
    expect(asked("now blue", { image: "data:image/png;base64,b" })).toMatchObject({
      image: "data:image/png;base64,b",
    });
    const said = asked("![a](https://a.example/2.png) ![b](data:image/png;base64,AA==)\nboth");
    expect(said).toMatchObject({
      prompt: "both",
      image: "https://a.example/2.png",
      image2: "data:image/png;base64,AA==",
    });
    expect(asked([{ type: "image_url", image_url: "data:c" }, text("x")])).toMatchObject({ image: "data:c" });
    const first = { model: "m", messages: [made, { role: "user", content: "A dog" }] };
    expect(pictureRequest(first, plain)).toEqual({ model: "m", prompt: "A dog" });
  });

  test("an endless text of half-written pictures is read at once", () => {
    const content = "![".repeat(500_000);
    expect(pictureRequest({ model: "m", messages: [{ role: "user", content }] }, plain)?.prompt).toBe(
      content,
    );
  });

  test("whatever the messages are, nothing is thrown", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (messages) => {
        pictureRequest({ model: "m", messages }, editing);
      }),
    );
  });

  test("is answered the same in one piece and as events", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (content) => {
        const answer = { model: "m", provider: "p", content };
        const events = chatEvents(answer)
          .trimEnd()
          .split("\n\n")
          .map((event) => event.replace(/^data: /, ""));
        expect(events.at(-1)).toBe("[DONE]");
        const chunks = events.slice(0, -1).map((event) => JSON.parse(event));
        expect(chunks.map(({ choices }) => choices[0].delta.content ?? "").join("")).toBe(content);
        expect(chunks.at(-1)).toMatchObject({
          choices: [{ finish_reason: "stop" }],
          usage: { total_tokens: 0 },
        });
        expect(chatAnswer(answer).choices[0]?.message.content).toBe(content);
      }),
    );
  });
});

describe("vectors", () => {
  const answer = (embedding: unknown) => ({
    object: "list",
    data: [{ index: 0, embedding }],
    usage: { total_tokens: 1 },
  });

  test("stay what they are, there and back", () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true }), (vector) => {
        const given = answer([...vector]);
        const texts = withEncoding(given, "base64");
        expect(texts && withEncoding(texts, "base64")).toBeUndefined();
        expect(texts && withEncoding(texts, "float")).toEqual(given);
        expect(withEncoding(given, "float")).toBeUndefined();
      }),
    );
  });

  test("of an answer that is none, nothing is made", () => {
    for (const odd of [{}, { data: null }, { data: [null, 1, {}] }, answer([1, "x"]), answer(null)])
      expect(withEncoding(odd, "base64")).toBeUndefined();
  });
});

test.each([
  [{ voice: "anna" }, { voice: "m:anna" }],
  [{ voice: { id: "anna" } }, { voice: "m:anna" }],
  [{ voice: { id: "speech:a:b:c" } }, { voice: "speech:a:b:c" }],
  [{ voice: "m:anna" }, undefined],
  [{ voice: "speech:a:b:c" }, undefined],
  [{ voice: "" }, undefined],
  [{}, undefined],
])("a voice named %j is %j for SiliconFlow", (said, expected) => {
  const request = { model: "m", input: "x", speed: 1.5 };
  expect(speechInSiliconFlowsWords({ ...request, ...said })).toEqual(expected && { ...request, ...expected });
});

describe("a clip's id", () => {
  test("says all that is known of the clip", () => {
    const text = fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" });
    fc.assert(
      fc.property(text, text, fc.nat(), (requestId, model, createdAt) => {
        const job = { requestId, model, createdAt, size: "1280x720" };
        const id = videoId(job);
        expect(id).toMatch(/^video_[\w-]+$/);
        expect(videoJob(id)).toEqual(job);
      }),
    );
  });

  test("of somebody else's making is none, and throws nothing", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(videoJob(id)).toBeUndefined();
        expect(videoJob(`video_${id}`)).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const id = `video_${Buffer.from(JSON.stringify(value)).toString("base64url")}`;
        expect(videoJob(id)).toBeUndefined();
      }),
    );
  });

  test("of a clip from a picture, with what was said of it", () => {
    const said = {
      model: "m",
      prompt: "p",
      input_reference: { image_url: "data:a" },
      sf_seed: 3,
      negative_prompt: "n",
    };
    expect(videoSubmission(said)).toEqual({
      model: "m",
      prompt: "p",
      image_size: "720x1280",
      image: "data:a",
      seed: 3,
      negative_prompt: "n",
    });
  });
});

test("files come out of SiliconFlow's envelopes, and what is none gives nothing", () => {
  const uploaded = {
    id: "file-a",
    object: "file",
    bytes: 3,
    createdAt: 7,
    filename: "a.jsonl",
    purpose: "batch",
  };
  expect(uploadedFile({ code: 20000, data: uploaded })).toEqual({
    id: "file-a",
    object: "file",
    bytes: 3,
    created_at: 7,
    filename: "a.jsonl",
    purpose: "batch",
    status: "processed",
    data: uploaded,
  });
  expect(listedFiles({ data: { data: [{ id: "file-a", created_at: 8, line_count: 2 }] } })).toMatchObject([
    { id: "file-a", object: "file", created_at: 8, line_count: 2 },
  ]);
  expect(listedFiles({ data: { data: null } })).toEqual([]);
  for (const odd of [undefined, null, [], {}, { data: [] }, { data: { data: [{}] } }]) {
    expect(uploadedFile(odd)).toBeUndefined();
    if (odd) expect(listedFiles(odd) ?? []).toEqual([]);
  }
});
