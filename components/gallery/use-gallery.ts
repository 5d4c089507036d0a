"use client";

import { useEffect, useState } from "react";
import type { GalleryState } from "@/lib/gallery/gallery-feed";

const unread: GalleryState = { results: [], complete: false, failure: undefined };

/** Everything that was made, as far as it has been read; kept up to date as long as it is shown. */
export function useGallery(): GalleryState {
  const [state, setState] = useState(unread);
  useEffect(() => {
    let stop = () => {};
    let left = false;
    void import("@/lib/gallery/gallery-feed").then(
      ({ GalleryFeed }) => {
        if (left) return;
        const feed = new GalleryFeed(() => setState(feed.current));
        stop = () => feed.stop();
        void feed.start();
      },
      (failure: unknown) => setState({ ...unread, failure }),
    );
    return () => {
      left = true;
      stop();
    };
  }, []);
  return state;
}
