// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import type { ComponentProps } from "react";
import { IntlProvider } from "use-intl";
import { afterEach, describe, expect, test, vi } from "vitest";
import { messages } from "@/lib/i18n/messages";
import type { RunState } from "@/lib/runs/event";
import { BlindVote } from "./blind-vote";

afterEach(cleanup);

const lane = (label: string, state: RunState = "completed") => ({ label, state, content: <p>Answer</p> });

function show(props: Partial<ComponentProps<typeof BlindVote>>) {
  const onVote = vi.fn();
  const all = { lanes: [lane("A"), lane("B")], vote: undefined, revealed: undefined, voting: false, onVote };
  const rendered = render(
    <IntlProvider locale="en" messages={messages.en} timeZone="UTC">
      <BlindVote {...all} {...props} />
    </IntlProvider>,
  );
  return { onVote, ...rendered };
}

const buttons = () => screen.queryAllByRole("button").map((button) => button.textContent);

describe("the blind vote", () => {
  test("serves pictures, video and sound as it serves words", () => {
    const lanes = [
      // biome-ignore lint/performance/noImgElement: a picture out of this browser's memory
      { label: "A", state: "completed" as const, content: <img src="blob:a" alt="A cat on a roof" /> },
      {
        label: "B",
        state: "completed" as const,
        content: (
          <video src="blob:b" controls aria-label="The sea">
            <track kind="captions" />
          </video>
        ),
      },
      {
        label: "C",
        state: "completed" as const,
        content: (
          <audio src="blob:c" controls aria-label="A voice">
            <track kind="captions" />
          </audio>
        ),
      },
    ];
    const { onVote, container } = show({ lanes });
    expect(screen.getByRole("img", { name: "A cat on a roof" })).toBeTruthy();
    for (const media of ["video", "audio"]) expect(container.querySelector(media)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "C is the best" }));
    expect(onVote).toHaveBeenCalledWith({ kind: "best", lane: 2 });
  });

  test("offers each lane, a tie and none, by mouse", () => {
    const { onVote } = show({});
    for (const name of ["A is better", "B is better", "Tie", "Both bad"])
      fireEvent.click(screen.getByRole("button", { name }));
    expect(onVote.mock.calls.flat()).toEqual([
      { kind: "best", lane: 0 },
      { kind: "best", lane: 1 },
      { kind: "tie" },
      { kind: "bad" },
    ]);
  });

  test("takes one key for each vote, but not what is typed, nor a lane that is not there", () => {
    const { onVote, container } = show({});
    for (const key of ["2", "t", "0", "3", "x"]) fireEvent.keyDown(document.body, { key });
    fireEvent.keyDown(document.body, { key: "1", ctrlKey: true });
    const box = container.appendChild(document.createElement("textarea"));
    fireEvent.keyDown(box, { key: "1" });
    expect(onVote.mock.calls.flat()).toEqual([{ kind: "best", lane: 1 }, { kind: "tie" }, { kind: "bad" }]);
  });

  test("waits until all lanes have ended, in whatever way", () => {
    const waiting = show({ lanes: [lane("A"), lane("B", "running")] });
    fireEvent.keyDown(document.body, { key: "1" });
    fireEvent.click(screen.getByRole("button", { name: "A is better" }));
    expect(waiting.onVote).not.toHaveBeenCalled();
    cleanup();
    const ended = show({ lanes: [lane("A", "stopped"), lane("B", "failed")] });
    expect(screen.getByText("B failed")).toBeTruthy();
    fireEvent.keyDown(document.body, { key: "1" });
    expect(ended.onVote).toHaveBeenCalledOnce();
  });

  test("names models only with the vote, which is then frozen", () => {
    const revealed = [
      { model: "maker/one", toldItself: false },
      { model: "maker/two", toldItself: true },
    ];
    const before = show({});
    expect(before.container.textContent).not.toContain("maker");
    cleanup();
    const { onVote, container } = show({ vote: { kind: "best", lane: 1 }, revealed });
    expect(container.textContent).toContain("A was maker/one");
    expect(container.textContent).toContain("Your vote: B is better.");
    expect(container.textContent).toContain("told who it was");
    expect(buttons()).toEqual([]);
    fireEvent.keyDown(document.body, { key: "1" });
    expect(onVote).not.toHaveBeenCalled();
  });
});
