"use client";

import { Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { reuseAddress } from "@/components/shared/creations/use-asked-reuse";
import { UndoNotice } from "@/components/shared/undo-notice";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button } from "@/components/ui/button";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import { filtered, modelsOf, noFilter, type Result } from "@/lib/gallery/filter";
import { whenOnline } from "@/lib/ui/when-online";
import { EmptyGallery } from "./empty-gallery";
import { GalleryFilters } from "./gallery-filters";
import { SelectionBar } from "./selection-bar";
import type { Transfer } from "./transfer-dialog";
import { useGallery } from "./use-gallery";
import { useGalleryActions } from "./use-gallery-actions";
import { useSelection } from "./use-selection";

const GalleryGrid = dynamic(() => whenOnline(async () => (await import("./gallery-grid")).GalleryGrid), {
  ssr: false,
  loading: () => <div className="grow" />,
});
const TransferDialog = dynamic(
  () => whenOnline(async () => (await import("./transfer-dialog")).TransferDialog),
  { ssr: false },
);
const Viewer = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/viewer")).Viewer),
  { ssr: false },
);

/** Everything that was made in this browser: found again, chosen, taken out and brought in. */
export function GalleryScreen() {
  const t = useTranslations("gallery");
  const router = useRouter();
  const { results, complete, failure } = useGallery();
  const [filter, setFilter] = useState(noFilter);
  // Typing stays quick however many there are.
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => filtered(results, wanted), [results, wanted]);
  const models = useMemo(() => modelsOf(results), [results]);
  const selection = useSelection(shown);
  const actions = useGalleryActions();
  const [open, setOpen] = useState<Result>();
  const [transfer, setTransfer] = useState<Transfer>();
  const { input, choose } = useFilePicker({
    label: t("importFile"),
    accept: ".zip,application/zip",
    onFiles: ([file]) => file && setTransfer({ kind: "import", file }),
  });
  const areaRef = useRef<HTMLDivElement>(null);
  useKeptFocus(areaRef, areaRef);
  const onDownload = (chosen: readonly Result[]) => {
    if (chosen.length === 1) void actions.download(chosen);
    else setTransfer({ kind: "export", results: chosen });
  };
  return (
    <div ref={areaRef} tabIndex={-1} className="relative flex h-full flex-col outline-none">
      <header className="flex h-12 shrink-0 items-center gap-2 px-4 max-lg:ps-14 max-lg:pe-28">
        <h1 className="grow text-sm font-semibold">{t("title")}</h1>
        <Button size="small" onClick={choose}>
          <Upload size={14} aria-hidden /> {t("import")}
        </Button>
        {input}
      </header>
      {results.length > 0 && (
        <GalleryFilters
          filter={filter}
          models={models}
          shown={shown.length}
          all={results.length}
          complete={complete}
          onChange={setFilter}
        />
      )}
      {failure !== undefined && (
        <p role="alert" className="px-4 py-8 text-center text-danger">
          {t("loadFailed")}
        </p>
      )}
      {complete && results.length === 0 && <EmptyGallery />}
      {results.length > 0 && shown.length === 0 && (
        <p className="px-4 py-12 text-center text-sm text-ink-muted">{t("nothingFound")}</p>
      )}
      {shown.length > 0 && (
        <GalleryGrid results={shown} selection={selection} onOpen={setOpen} onFavourite={actions.favourite} />
      )}
      <div
        data-focus-group="results"
        className="pointer-events-none absolute inset-x-0 bottom-3 z-20 grid justify-items-center gap-2 px-3 *:pointer-events-auto"
      >
        {actions.deleted && (
          <UndoNotice
            key={actions.deleted.id}
            text={t("deleted", { count: actions.deleted.places.length })}
            onUndo={actions.undo}
            onGone={actions.forget}
          />
        )}
        {selection.chosen.length > 0 && (
          <SelectionBar
            selection={selection}
            total={shown.length}
            onDownload={onDownload}
            onFavourite={(on) => void actions.favourite(selection.chosen, on)}
            onDelete={() => {
              void actions.remove(selection.chosen);
              selection.clear();
            }}
          />
        )}
      </div>
      {open && (
        <Viewer
          result={open}
          all={shown}
          actions={{
            onDownload: (chosen) => void actions.download(chosen),
            onDeleteResult: (result) => void actions.remove([result]),
            onReuse: ([record]) => record && router.push(reuseAddress(record)),
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {transfer && <TransferDialog transfer={transfer} onClose={() => setTransfer(undefined)} />}
    </div>
  );
}
