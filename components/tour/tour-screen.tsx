"use client";

import {
  AudioLines,
  Check,
  Columns3,
  Image,
  ListOrdered,
  type LucideIcon,
  MessageSquare,
  Scale,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { PageFrame } from "@/components/shared/page-frame";
import { Button } from "@/components/ui/button";
import { readKept } from "@/lib/core/browser-storage";
import { beginStep, type TourStep, tour, tourPages, tourSteps } from "@/lib/tour/tour-store";

const icons: Record<TourStep, LucideIcon> = {
  chat: MessageSquare,
  compare: Columns3,
  image: Image,
  speech: AudioLines,
  rerank: ListOrdered,
  blind: Scale,
};

/** Six things to try for who has never talked to a model, each by one click. */
export function TourScreen() {
  const t = useTranslations("tour");
  const done = useStore(tour, (state) => state.done);
  useEffect(() => readKept(tour), []);
  return (
    <PageFrame title={t("title")}>
      <div className="mx-auto grid w-full max-w-4xl gap-6 px-4 pb-16">
        <div>
          <h2 className="text-2xl font-semibold tracking-tight">{t("heading")}</h2>
          <p className="mt-1 text-ink-muted">{t("intro")}</p>
        </div>
        <ol className="grid gap-3 sm:grid-cols-2">
          {tourSteps.map((step, index) => (
            <Card key={step} step={step} number={index + 1} done={done.includes(step)} />
          ))}
        </ol>
        <p className="text-sm text-ink-muted">{t("cost")}</p>
      </div>
    </PageFrame>
  );
}

type CardProps = { step: TourStep; number: number; done: boolean };

function Card({ step, number, done }: CardProps) {
  const t = useTranslations("tour");
  const router = useRouter();
  const Icon = icons[step];
  const show = () => {
    beginStep(step);
    router.push(tourPages[step]);
  };
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <p className="flex items-center gap-2 font-medium">
        <Icon size={17} aria-hidden className="text-accent" />
        <span className="grow">
          {number}. {t(`${step}-title`)}
        </span>
        {done && (
          <span className="inline-flex items-center gap-1 text-xs font-normal text-accent">
            <Check size={14} aria-hidden /> {t("done")}
          </span>
        )}
      </p>
      <p className="grow text-sm text-ink-muted">{t(`${step}-what`)}</p>
      <Button className="self-start" aria-label={t("showStep", { title: t(`${step}-title`) })} onClick={show}>
        {t(done ? "again" : "show")}
      </Button>
    </li>
  );
}
