import { expect, test } from "vitest";
import { operations } from "@/lib/siliconflow/operations";
import { wayOf } from "./ways";

/** They cost nothing: nothing of them stands in the ledger. */
const free = /^(models|account|voices|files|batches\.(list|cancel))/;

test.each(Object.keys(operations).filter((name) => !free.test(name)))(
  "a call of %s is shown with its capability",
  (operation) => {
    expect(wayOf(operation).capability).not.toBe("other");
  },
);
