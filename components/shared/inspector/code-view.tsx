import { useState } from "react";
import { useTranslations } from "use-intl";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { codeSample, type SampleLanguage, sampleLanguages } from "@/lib/runs/code-samples";
import type { RunSnapshot } from "@/lib/runs/snapshot";
import { InspectedCode } from "./inspected-code";

const names: Record<SampleLanguage, string> = { curl: "cURL", python: "Python", typescript: "TypeScript" };
const fences: Record<SampleLanguage, string> = { curl: "bash", python: "python", typescript: "typescript" };

/** The same call for a program of one's own. */
export function CodeView({ run }: { run: RunSnapshot }) {
  const t = useTranslations("inspector");
  const [language, setLanguage] = useState<SampleLanguage>("curl");
  const sample = codeSample(language, run.operation, run.input);
  if (sample === undefined) return <p className="text-sm text-ink-muted">{t("noSample")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <SegmentedChoice
        label={t("language")}
        value={language}
        options={sampleLanguages.map((value) => ({ value, label: names[value] }))}
        onChange={setLanguage}
      />
      <InspectedCode title={names[language]} language={fences[language]} code={sample} />
      <p className="text-xs text-ink-muted">{t("sampleKey")}</p>
      {sample.includes('"blob:blob_') && <p className="text-xs text-ink-muted">{t("sampleBlob")}</p>}
    </div>
  );
}
