"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

/** Tells screen readers once that the columns were asked and once that all are done, and nothing in between. */
export function ComparisonAnnouncer({ busy }: { busy: number }) {
  const t = useTranslations("compare");
  const [said, setSaid] = useState("");
  const before = useRef(busy);
  useEffect(() => {
    if (before.current === 0 && busy > 0) setSaid(t("begun"));
    if (before.current > 0 && busy === 0) setSaid(t("allDone"));
    before.current = busy;
  }, [busy, t]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
