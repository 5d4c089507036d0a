import { answerScenarios } from "@/lib/simulator/scenarios/answer-scenarios";
import { audioScenarios } from "@/lib/simulator/scenarios/audio-scenarios";
import { batchScenarios } from "@/lib/simulator/scenarios/batch-scenarios";
import { errorScenarios } from "@/lib/simulator/scenarios/error-scenarios";
import { formatScenarios } from "@/lib/simulator/scenarios/format-scenarios";
import { frameScenarios } from "@/lib/simulator/scenarios/frame-scenarios";
import { imageScenarios } from "@/lib/simulator/scenarios/image-scenarios";
import { mediaScenarios } from "@/lib/simulator/scenarios/media-scenarios";
import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";
import { vectorScenarios } from "@/lib/simulator/scenarios/vector-scenarios";
import { videoScenarios } from "@/lib/simulator/scenarios/video-scenarios";
import { wireScenarios } from "@/lib/simulator/scenarios/wire-scenarios";

/** Every scenario by name. A later capability adds its own table here. */
export const scenarioTable: ScenarioTable = {
  ...errorScenarios,
  ...wireScenarios,
  ...formatScenarios,
  ...frameScenarios,
  ...answerScenarios,
  ...imageScenarios,
  ...mediaScenarios,
  ...videoScenarios,
  ...audioScenarios,
  ...vectorScenarios,
  ...batchScenarios,
};
