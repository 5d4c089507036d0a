"use client";

import { useTranslations } from "use-intl";
import type { Rating, RatingGroup } from "@/lib/rounds/rating";
import type { VoteRecord } from "@/lib/rounds/vote-record";

type RatingTableProps = {
  votes: readonly VoteRecord[];
  /** Undefined while they are reckoned. */
  groups: readonly RatingGroup[] | undefined;
};

/** Below this many games an interval says little: few votes can be drawn again in few ways. */
const fewGames = 10;

/** The ratings, and the models of which nothing can be said yet. */
export function RatingTable({ votes, groups }: RatingTableProps) {
  const t = useTranslations("blind");
  if (!groups) return <p className="text-ink-muted">{t("ratingWorking")}</p>;
  const rated = new Set(groups.flat().map(({ model }) => model));
  const unrated = [...new Set(votes.flatMap(({ lanes }) => lanes))]
    .filter((model) => !rated.has(model))
    .sort();
  return (
    <div className="grid gap-4">
      {groups.length > 1 && <p className="text-warning">{t("apart")}</p>}
      {groups.map((group, at) => (
        <Group
          key={group[0]?.model}
          group={group}
          name={t("group", { number: at + 1 })}
          named={groups.length > 1}
        />
      ))}
      {groups.flat().some(({ games }) => games < fewGames) && (
        <p className="text-xs text-ink-faint">{t("fewGames", { count: fewGames })}</p>
      )}
      {unrated.length > 0 && (
        <section aria-label={t("unrated")} className="grid gap-1">
          <h3 className="font-semibold">{t("unrated")}</h3>
          <p className="text-ink-muted">{t("unratedHint")}</p>
          <ul className="list-disc ps-5">
            {unrated.map((model) => (
              <li key={model} className="wrap-anywhere">
                {model}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const numberClass = "px-2 py-1.5 text-end whitespace-nowrap";

function Group({ group, name, named }: { group: RatingGroup; name: string; named: boolean }) {
  const t = useTranslations("blind");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section aria-label={named ? name : t("rating")} tabIndex={0} className="overflow-x-auto">
      {named && <h3 className="font-semibold">{name}</h3>}
      <table className="w-full border-collapse tabular-nums">
        <thead>
          <tr className="border-b border-line text-xs text-ink-muted">
            <th scope="col" className="px-2 py-1 text-start font-medium">
              {t("model")}
            </th>
            {(["points", "interval", "games", "wins", "ties"] as const).map((column) => (
              <th key={column} scope="col" className="px-2 py-1 text-end font-medium whitespace-nowrap">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.map((row) => (
            <Row key={row.model} {...row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ model, rating, low, high, games, wins, ties }: Rating) {
  const few = games < fewGames;
  return (
    <tr className="border-b border-line last:border-b-0">
      <th scope="row" className="min-w-36 px-2 py-1.5 text-start font-medium wrap-anywhere">
        {model}
      </th>
      <td className={numberClass}>{Math.round(rating)}</td>
      <td className={few ? `${numberClass} text-ink-faint` : numberClass}>
        {Math.round(low) === Math.round(high) ? "–" : `${Math.round(low)}–${Math.round(high)}`}
        {few && " *"}
      </td>
      <td className={numberClass}>{games}</td>
      <td className={numberClass}>{wins}</td>
      <td className={numberClass}>{ties}</td>
    </tr>
  );
}
