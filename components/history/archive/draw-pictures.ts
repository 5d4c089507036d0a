import { createContext, domToBlob } from "modern-screenshot";
import type { Watching } from "@/lib/history/archive/archive-client";
import { ArchiveFailure } from "@/lib/history/archive/failure";
import { pictureHeight, picturePages } from "@/lib/history/archive/picture-pages";
import { embeddedFonts } from "./embedded-fonts";

/** Nothing has changed for so long: code is coloured and formulas are set. */
const quietMs = 600;
/** What moves on for ever is drawn as it is then. */
const patienceMs = 10_000;

function quiet(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(last);
      resolve();
    };
    let timer = setTimeout(done, quietMs);
    const last = setTimeout(done, patienceMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quietMs);
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * The library learns the browser's own styles in a frame that it fills with `srcdoc`, which Trusted Types refuse;
 * an empty one does as well.
 */
function emptyFrame(): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.style.cssText = "position:fixed;visibility:hidden;width:0;height:0;border:0";
  document.body.append(frame);
  return frame;
}

type Page = { shown: ReadonlySet<Element>; height: number; fonts: string };

async function draw(sheet: HTMLElement, { shown, height, fonts }: Page): Promise<Blob> {
  const isShown = (node: Node) =>
    !(node instanceof HTMLElement) ||
    (node.tagName !== "BUTTON" && (node.dataset["part"] === undefined || shown.has(node)));
  const context = await createContext(sheet, {
    width: sheet.offsetWidth,
    height,
    scale: height > pictureHeight ? 1 : 2,
    backgroundColor: getComputedStyle(sheet).backgroundColor,
    filter: isShown,
    font: { cssText: fonts || "/* the system's */" },
    style: { position: "static", height: `${height}px` },
  });
  context.sandbox = emptyFrame();
  return domToBlob(context);
}

/** Draws the parts of a sheet (`data-part`) as PNG pictures. Fails as ArchiveFailure when they are too many. */
export async function drawPictures(sheet: HTMLElement, { onProgress, signal }: Watching): Promise<Blob[]> {
  await quiet(sheet);
  await document.fonts.ready;
  await Promise.all([...sheet.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
  const parts = [...sheet.querySelectorAll<HTMLElement>("[data-part]")];
  const heights = parts.map((part) => Math.ceil(part.getBoundingClientRect().height));
  const pages = picturePages(heights);
  if (!pages) throw new ArchiveFailure("picture-too-long");
  const fonts = await embeddedFonts();
  const pictures: Blob[] = [];
  for (const page of pages) {
    signal.throwIfAborted();
    onProgress(pictures.length, pages.length);
    const shown = new Set(page.flatMap((index) => parts[index] ?? []));
    const height = page.reduce((sum, index) => sum + (heights[index] ?? 0), 0);
    pictures.push(await draw(sheet, { shown, height, fonts }));
  }
  return pictures;
}
