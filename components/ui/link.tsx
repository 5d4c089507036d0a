"use client";

import NextLink from "next/link";
import type { ComponentProps } from "react";

/**
 * A link to another of our pages, which is asked for when it is opened. Next's own link asks for every page in sight
 * beforehand; ours are made anew for each request (their content security policy carries a nonce), so that the pages came no
 * sooner, and each one that was looked at cost the server 30 more (measured 2026-11-23: 400 to 600 ms of processor time
 * became 150 to 240).
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, "prefetch">) {
  return <NextLink {...props} prefetch={false} />;
}
