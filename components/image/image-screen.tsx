"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { AskedModel } from "@/components/shared/asked-model";
import type { ShownResult } from "@/components/shared/creations/actions";
import { CreationOverlays, PageError, PictureDropZone } from "@/components/shared/creations/lazy-parts";
import { useAskedReuse } from "@/components/shared/creations/use-asked-reuse";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { SidePanel } from "@/components/ui/side-panel";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";
import { EmptyImage } from "./empty-image";
import { PromptBox } from "./prompt-box";
import { useImageForm, useSending } from "./use-image-form";
import { ImageSettingsProvider } from "./use-image-settings";

/** What comes from this browser's storage, and what opens when it is asked for, may come after the page's own code. */
const CreationFeed = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/creation-feed")).CreationFeed),
  { ssr: false, loading: () => <div className="grow" /> },
);
const OptionsPanel = dynamic(() => whenOnline(async () => (await import("./options-panel")).OptionsPanel), {
  ssr: false,
});

/** The page for pictures: what is asked at the top, what was made under it. */
export function ImageScreen() {
  return (
    <ImageSettingsProvider>
      <ImageWork />
    </ImageSettingsProvider>
  );
}

function ImageWork() {
  const t = useTranslations("image");
  const form = useImageForm();
  const areaRef = useRef<HTMLDivElement>(null);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  useKeptFocus(areaRef, inputRef);
  const page = useCreationActions({
    onReuse: (records) => reuse(records),
    onVary: (records) => void vary(records),
    onUseAsInput: (result) => void takeAsInput(result),
    onSeed: (seed) => form.settings.setParameter("seed", seed),
  });
  const sending = useSending(form, page);
  const reuse = (records: readonly CreationRecord[]) => {
    const { text, attachments } = form.draft;
    form.reuse(records);
    if (text.trim() !== "" && text !== records[0]?.prompt)
      page.offerUndo("promptReplaced", () => form.draft.change({ text, attachments }));
    inputRef.current?.focus();
  };
  useAskedReuse(reuse);
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);
  const vary = async (records: readonly CreationRecord[]) => {
    const { variationsOf } = await import("@/lib/image/wishes");
    const modelOf = (record: CreationRecord) => form.models.find(({ id }) => id === record.model);
    const [first, ...others] = records;
    // Variations of a card that are varied again are variations of its first.
    const kinds = others.filter(({ model }) => model !== first?.model);
    const varied = first ? [first, ...kinds] : [];
    await page.send(varied.flatMap((record) => variationsOf(record, modelOf(record))));
  };
  const takeAsInput = async ({ item, record }: ShownResult) => {
    const { resultBlob } = await import("@/lib/creations/save-result");
    const file = await resultBlob(item.mediaId);
    if (file) await form.inputs.add([{ file, name: record.prompt.slice(0, 40) }]);
    inputRef.current?.focus();
  };
  const replace = (text: string) => {
    const before = form.draft.text;
    form.draft.change({ text });
    page.offerUndo("promptReplaced", () => form.draft.change({ text: before }));
  };
  useGuidedStart("image", form.models.length > 0, () => void sending.run(t("example1Prompt")));
  const { error } = form.list;
  const { panelOpen, set } = form.settings;
  const closePanel = () => set({ panelOpen: false });
  return (
    <div ref={areaRef} className="flex h-full">
      <div className="relative flex h-full min-w-0 grow flex-col">
        <h1 className="flex h-12 shrink-0 items-center px-4 text-sm font-semibold max-lg:ps-14">
          {t("title")}
        </h1>
        {sending.refusal && <PageError error={sending.refusal} />}
        {sending.cutOff && (
          <p role="alert" className="mx-auto w-full max-w-6xl px-4 pb-2 text-sm text-danger">
            {t("notSentNow")}
          </p>
        )}
        {error && <PageError error={error} />}
        <AskedModel
          page="image"
          models={form.list.data?.models.map(({ id }) => id)}
          onChoose={(id) => form.settings.set({ models: [id] })}
        />
        <PromptBox
          onReplace={replace}
          form={form}
          inputRef={inputRef}
          sending={sending.sending}
          onSend={() => void sending.send()}
          onSendBlind={() => void sending.sendBlind()}
        />
        <div className="flex min-h-0 grow flex-col">
          <CreationFeed
            kind="image"
            label={t("feed")}
            actions={page.actions}
            empty={<EmptyImage onRun={(prompt) => void sending.run(prompt)} />}
            failed={<p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>}
          />
        </div>
        <CreationOverlays page={page} />
        {form.inputs.dragging && <PictureDropZone hint={t("dropHint")} />}
      </div>
      {panelOpen && (
        <SidePanel label={t("optionsTitle")} onClose={closePanel}>
          <OptionsPanel form={form} onClose={closePanel} />
        </SidePanel>
      )}
    </div>
  );
}
