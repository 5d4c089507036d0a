import { describe, expect, it } from "vitest";
import { sceneOf } from "@/lib/simulator/pictures/words";

describe("the scene of a prompt", () => {
  it.each([
    ["an island near the sea, seagulls, moonlight", { hour: "night", place: "sea", subjects: ["bird"] }],
    ["夕阳下的城市，一辆红色的车", { hour: "sunset", place: "city", subjects: ["car"], hue: 0 }],
    ["a cat in the snow", { place: "snow", subjects: ["cat"], falling: "snow" }],
    ["雨中的森林小屋", { hour: "storm", place: "forest", subjects: ["house"], falling: "rain" }],
    ["poster of a rocket in space", { place: "space", subjects: ["rocket"], isPoster: true }],
    ["山间的一叶小舟", { place: "sea", subjects: ["boat"] }],
  ])("has what the words name: %s", (prompt, named) => {
    expect(sceneOf(prompt, "1")).toMatchObject(named);
  });

  it("draws what the words leave open from the key alone", () => {
    const scenes = Array.from({ length: 20 }, (_, key) => sceneOf("quantum marmalade", String(key)));
    expect(sceneOf("quantum marmalade", "3")).toEqual(scenes[3]);
    expect(new Set(scenes.map(({ place }) => place)).size).toBeGreaterThan(3);
  });
});
