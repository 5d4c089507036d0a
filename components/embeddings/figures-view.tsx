"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type SaveFormat, saveFormats } from "@/lib/embeddings/jobs";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { columnsFor } from "./columns-for";
import { NumberInput } from "./number-input";
import { saveVectors } from "./save-vectors";
import { useLatest } from "./use-open-vectors";

type FiguresViewProps = { all: readonly OpenVectors[]; texts: readonly string[] };

/** How long the vectors of each model are, how one dimension is spread, and the vectors as files. */
export function FiguresView({ all, texts }: FiguresViewProps) {
  const t = useTranslations("embeddings");
  const [of, setOf] = useState<"norms" | "dimension">("norms");
  const [dimension, setDimension] = useState(1);
  const [unsaved, setUnsaved] = useState(false);
  const save = (vectors: OpenVectors, format: SaveFormat) => {
    setUnsaved(false);
    saveVectors(vectors, texts, format).catch(() => setUnsaved(true));
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <SegmentedChoice
          label={t("spreadOf")}
          value={of}
          options={[
            { value: "norms", label: t("norms") },
            { value: "dimension", label: t("oneDimension") },
          ]}
          onChange={setOf}
        />
        {of === "dimension" && (
          <span className="w-24">
            <NumberInput
              label={t("whichDimension")}
              value={dimension}
              most={Math.max(...all.map(({ width }) => width))}
              onChange={setDimension}
            />
          </span>
        )}
      </div>
      {unsaved && (
        <p role="alert" className="text-sm text-danger">
          {t("unsaved")}
        </p>
      )}
      <div className={columnsFor(all.length)}>
        {all.map((vectors) => (
          <section
            key={vectors.place}
            aria-label={t("figuresOf", { model: vectors.model })}
            className="grid min-w-0 content-start gap-2 rounded-lg bg-sunken p-2.5"
          >
            <h3 className="text-xs font-medium wrap-anywhere">
              {vectors.model}{" "}
              <span className="font-normal text-ink-faint">{t("dimensions", { count: vectors.width })}</span>
            </h3>
            {of === "dimension" && dimension > vectors.width ? (
              <p className="text-xs text-ink-muted">{t("noDimension", { count: vectors.width })}</p>
            ) : (
              <Histogram vectors={vectors} of={of === "norms" ? "norms" : dimension - 1} />
            )}
            <p className="flex flex-wrap gap-1.5">
              {saveFormats.map((format) => (
                <Button
                  key={format}
                  size="small"
                  aria-label={t("saveAs", { format: format.toUpperCase(), model: vectors.model })}
                  onClick={() => save(vectors, format)}
                >
                  <Download size={13} aria-hidden /> {format.toUpperCase()}
                </Button>
              ))}
            </p>
          </section>
        ))}
      </div>
    </div>
  );
}

function Histogram({ vectors, of }: { vectors: OpenVectors; of: "norms" | number }) {
  const t = useTranslations("embeddings");
  const found = useLatest(() => vectors.client.ask("histogram", { of }), `${vectors.id} ${of}`);
  if (found === null) return <p className="text-xs text-danger">{t("workerBroken")}</p>;
  if (!found) return <p className="text-xs text-ink-muted">{t("working")}</p>;
  const { low, high, mean, counts } = found;
  const most = Math.max(...counts);
  const said = t("spread", { low: low.toFixed(4), high: high.toFixed(4), mean: mean.toFixed(4) });
  return (
    <figure className="grid gap-1 text-xs text-ink-muted tabular-nums">
      <svg viewBox={`0 0 ${counts.length} 10`} preserveAspectRatio="none" className="h-16 w-full" aria-hidden>
        {counts.map((count, step) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={step}
            x={step + 0.1}
            width={0.8}
            y={10 - (count / most) * 10}
            height={(count / most) * 10}
            className="fill-accent"
          />
        ))}
      </svg>
      <figcaption>{said}</figcaption>
    </figure>
  );
}
