import type { Row } from "./row";
import type { Stage } from "./stage";

export type Context = {
  stage: Stage;
  chromiumPath: string;
  /** Says what is being done. */
  note: (text: string) => void;
};

/** One of the files beside this one: it starts what it needs, and gives its rows. */
export type Measurement = { name: string; measure: (context: Context) => Promise<Row[]> };
