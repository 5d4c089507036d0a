"use client";

import { useTranslations } from "use-intl";
import type { Settings } from "@/lib/settings/settings-store";
import { keyNames, shortcuts } from "@/lib/ui/shortcuts";
import { useSetting } from "./use-settings";

const groups = (sendKey: Settings["sendKey"]) =>
  [
    {
      title: "keysAnywhere",
      keys: [
        { keys: [shortcuts.palette], does: "keyPalette" },
        { keys: [shortcuts.newChat], does: "keyNewChat" },
        { keys: [shortcuts.help], does: "keyHelp" },
      ],
    },
    {
      title: "keysWriting",
      keys: [
        { keys: [sendKey === "enter" ? shortcuts.send : shortcuts.sendByCommand], does: "keySend" },
        { keys: [sendKey === "enter" ? shortcuts.breakLine : shortcuts.send], does: "keyBreak" },
        { keys: [shortcuts.stop], does: "keyStop" },
        { keys: [shortcuts.dictate], does: "keyDictate" },
      ],
    },
    {
      title: "keysVoting",
      keys: [
        {
          keys: [shortcuts.voteFirst, shortcuts.voteSecond, shortcuts.voteThird, shortcuts.voteFourth],
          does: "keyVoteBest",
        },
        { keys: [shortcuts.voteTie], does: "keyVoteTie" },
        { keys: [shortcuts.voteBad], does: "keyVoteBad" },
      ],
    },
    {
      title: "keysList",
      keys: [
        { keys: [{ key: "↑" }, { key: "↓" }], does: "keyUpDown" },
        { keys: [{ key: "Enter" }], does: "keyOpen" },
      ],
    },
  ] as const;

/** Every key that the playground listens to, as the person has set them. */
export function KeyList() {
  const t = useTranslations("history");
  const [sendKey] = useSetting("sendKey");
  return (
    <div className="grid gap-5">
      {groups(sendKey).map(({ title, keys }) => (
        <section key={title} aria-label={t(title)}>
          <h3 className="pb-1 text-xs text-ink-faint">{t(title)}</h3>
          <dl className="divide-y divide-line">
            {keys.map(({ keys: combinations, does }) => (
              <div key={does} className="flex items-center justify-between gap-4 py-1.5 text-sm">
                <dt>{t(does)}</dt>
                <dd className="flex shrink-0 gap-1.5">
                  {combinations.map((combination) => (
                    <Keys key={combination.key} names={keyNames(combination)} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** The keys of one combination. */
function Keys({ names }: { names: readonly string[] }) {
  return (
    <kbd className="flex gap-0.5 font-sans">
      {names.map((name) => (
        <kbd
          key={name}
          className="grid h-6 min-w-6 place-items-center rounded-md border border-line bg-sunken px-1.5 font-sans text-xs text-ink-muted"
        >
          {name}
        </kbd>
      ))}
    </kbd>
  );
}
