/** One line of the table. Numbers stay numbers, so that `--json` can be compared between runs. */
export type Row = {
  name: string;
  unit: string;
  product: number | null;
  reference: number | null;
  /** What the reference is, measured in the same run. */
  referenceName: string | null;
  ratio: number | null;
  goal: string;
  /** Null when there is no goal or when it could not be measured here. */
  holds: boolean | null;
  note: string;
};

/** What has to stay at or below `atMost`: the figure, its ratio to the reference, or what it adds to it. */
export type Goal = { kind: "figure" | "ratio" | "added"; atMost: number };

type Figures = {
  name: string;
  unit: string;
  product: number | null | undefined;
  reference?: number | null | undefined;
  referenceName?: string;
  goal?: Goal;
  note?: string;
};

const goalText = ({ kind, atMost }: Goal, unit: string) => {
  if (kind === "ratio") return `≤ ${atMost} × reference`;
  return kind === "added" ? `≤ ${atMost} ${unit} added` : `≤ ${atMost} ${unit}`;
};

function judged({ kind, atMost }: Goal, product: number | null, reference: number | null): boolean | null {
  if (product === null) return null;
  if (kind === "figure") return product <= atMost;
  if (reference === null) return null;
  return kind === "ratio" ? product <= atMost * reference : product - reference <= atMost;
}

/** A row with its ratio and its verdict. */
export function row({ name, unit, goal, note = "", referenceName = "", ...figures }: Figures): Row {
  const product = figures.product ?? null;
  const reference = figures.reference ?? null;
  return {
    name,
    unit,
    product,
    reference,
    referenceName: referenceName || null,
    ratio: product !== null && reference ? product / reference : null,
    goal: goal ? goalText(goal, unit) : "",
    holds: goal ? judged(goal, product, reference) : null,
    note,
  };
}
