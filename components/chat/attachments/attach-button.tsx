"use client";

import { Paperclip } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { IconButton } from "@/components/ui/button";
import { whenOnline } from "@/lib/ui/when-online";
import type { Attaching } from "./use-attaching";

const loadMenu = () => whenOnline(() => import("./attach-menu"));
const AttachMenu = lazy(async () => ({ default: (await loadMenu()).AttachMenu }));

/** What the picker offers at first; what a file is decides its content. */
const accepted = [
  "image/*",
  "video/mp4,video/webm,video/quicktime",
  "audio/*",
  "application/pdf",
  "text/*,.md,.csv,.json,.jsonl,.yaml,.yml,.toml,.xml,.html,.css,.js,.ts,.tsx,.jsx,.py,.java,.go,.rs,.c,.h,.cpp,.sql,.sh,.log,.ini",
].join(",");

/** Opens the ways to attach something. The menu's code is fetched when somebody is about to open it. */
export function AttachButton({ attaching }: { attaching: Attaching }) {
  const t = useTranslations("attachments");
  const [opened, setOpened] = useState(false);
  const { input, choose } = useFilePicker({
    label: t("chooseFiles"),
    accept: accepted,
    multiple: true,
    onFiles: (files) => void attaching.addFiles(files),
  });
  const face = {
    label: t("attach"),
    size: "icon-small",
    shape: "pill",
    children: <Paperclip size={16} />,
  } as const;
  const closed = (
    <IconButton
      {...face}
      aria-haspopup="menu"
      aria-expanded={opened}
      onPointerEnter={() => loadMenu().catch(() => {})}
      onFocus={() => loadMenu().catch(() => {})}
      onClick={() => setOpened(true)}
    />
  );
  return (
    <>
      {opened ? (
        <Suspense fallback={closed}>
          <AttachMenu
            trigger={<IconButton {...face} />}
            onFiles={choose}
            onDialog={(kind) => attaching.openDialog({ kind })}
          />
        </Suspense>
      ) : (
        closed
      )}
      {input}
    </>
  );
}
