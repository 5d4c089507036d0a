import { beforeEach, expect, test } from "vitest";
import { beginStep, endTour, leaveStep, stepAfter, takeStep, tour, tourSteps } from "./tour-store";

beforeEach(() => tour.setState({ at: null, done: [], handed: null }));

test("a step runs once, on its own page only", () => {
  beginStep("image");
  expect(takeStep("chat")).toBe(false);
  expect(takeStep("image")).toBe(true);
  expect(takeStep("image")).toBe(false);
  expect(tour.getState()).toMatchObject({ at: "image", done: ["image"] });
});

test("a tour that was put away runs nothing any more, and what was done stays ticked", () => {
  beginStep("chat");
  takeStep("chat");
  beginStep("compare");
  endTour();
  expect(takeStep("compare")).toBe(false);
  expect(tour.getState()).toMatchObject({ at: null, done: ["chat"] });
});

test("a step whose page was left before it could run does not run when somebody comes back", () => {
  beginStep("chat");
  leaveStep("image");
  expect(tour.getState().handed).toBe("chat");
  leaveStep("chat");
  expect(takeStep("chat")).toBe(false);
  expect(tour.getState().done).toEqual([]);
});

test("the steps follow each other to the last", () => {
  let step: (typeof tourSteps)[number] | undefined = tourSteps[0];
  const walked: string[] = [];
  while (step) {
    walked.push(step);
    step = stepAfter(step);
  }
  expect(walked).toEqual([...tourSteps]);
});
