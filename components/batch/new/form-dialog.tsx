"use client";

import type { ComponentProps } from "react";
import { createPortal } from "react-dom";
import { Modal } from "@/components/ui/modal";

/** A dialog that belongs to a form and lies outside of it: what is pressed in it must not send the form. */
export const FormDialog = (props: ComponentProps<typeof Modal>) =>
  createPortal(<Modal {...props} />, document.body);
