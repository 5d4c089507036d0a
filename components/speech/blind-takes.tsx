"use client";

import { laneLetter } from "@/components/shared/blind/lane-letter";
import { BlindRound } from "@/components/shared/creations/blind-round";
import { useVoiceNames } from "@/components/shared/voice-names";
import { isSealed } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { RunState } from "@/lib/runs/event";
import type { Take } from "@/lib/speech/take";
import { TakeView } from "./take-view";
import type { SpeechFeedActions } from "./use-speech-page";

type BlindTakesProps = {
  records: readonly CreationRecord[];
  takes: readonly Take[];
  groupId: string;
  feed: SpeechFeedActions;
  own: readonly { uri: string; name: string }[];
  /** The first is heard as it comes in, and somebody waits since then. */
  heardAt: number | undefined;
};

/** Takes without names, the vote between them, and then who spoke. The newest round is voted on by one key. */
export function BlindTakes({ records, takes, groupId, feed, own, heardAt }: BlindTakesProps) {
  const { voiceName } = useVoiceNames();
  const sealed = records.some(isSealed);
  const lanes = takes.map((take, lane) => ({
    state: stateOfLane(take),
    name: `${voiceName(take.voice, own)} · ${take.model}`,
    content: (
      <TakeView
        take={take}
        groupId={groupId}
        feed={feed}
        own={own}
        heardAt={lane === 0 ? heardAt : undefined}
        lane={{ letter: laneLetter(lane), sealed }}
      />
    ),
  }));
  return <BlindRound records={records} lanes={lanes} keys={feed.fresh?.groupId === groupId} stacked />;
}

/** How all parts of a take are together. */
function stateOfLane({ parts }: Take): RunState {
  const states = parts.map(({ output }) => output.state);
  if (states.includes("running")) return "running";
  return states.find((state) => state !== "completed") ?? "completed";
}
