"use client";

import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { atPoint, type Zoom, zoomed } from "@/lib/creations/zoom";

const fit: Zoom = { scale: 1, x: 0, y: 0 };
const wheelStep = 1.0018;
const keyStep = 1.4;

/** Enlarging and moving a picture by wheel, keys, pointer and two fingers. Points count from the middle of `area`. */
export function useZoom(area: RefObject<HTMLElement | null>) {
  const [zoom, setZoom] = useState(fit);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const fromMiddle = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const box = area.current?.getBoundingClientRect();
    return {
      x: clientX - (box ? box.x + box.width / 2 : 0),
      y: clientY - (box ? box.y + box.height / 2 : 0),
    };
  };
  // React listens to the wheel passively: the page would scroll too.
  const onWheel = useRef((_: WheelEvent) => {});
  onWheel.current = (event) => {
    event.preventDefault();
    setZoom((current) => atPoint(current, wheelStep ** -event.deltaY, fromMiddle(event)));
  };
  useEffect(() => {
    const { current } = area;
    const listener = (event: WheelEvent) => onWheel.current(event);
    current?.addEventListener("wheel", listener, { passive: false });
    return () => current?.removeEventListener("wheel", listener);
  }, [area]);

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, fromMiddle(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const now = fromMiddle(event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (other) {
      const distance = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const factor = distance(now) / Math.max(1, distance(before));
      return setZoom((current) => atPoint(current, factor, middle));
    }
    setZoom((current) => ({ ...current, x: current.x + now.x - before.x, y: current.y + now.y - before.y }));
  };
  const onPointerUp = (event: PointerEvent) => void pointers.current.delete(event.pointerId);
  return {
    zoom,
    larger: () => setZoom((current) => zoomed(current, keyStep)),
    smaller: () => setZoom((current) => zoomed(current, 1 / keyStep)),
    reset: () => setZoom(fit),
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: onPointerUp,
      onDoubleClick: () => setZoom((current) => (current.scale === 1 ? zoomed(current, keyStep) : fit)),
    },
  };
}
