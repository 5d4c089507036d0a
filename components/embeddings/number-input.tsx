"use client";

import { useState } from "react";
import { inputClass } from "@/components/shared/field";

type NumberInputProps = {
  id?: string;
  /** Its name, where no label stands beside it. */
  label?: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
};

/** A whole number from 1. What is typed stays while it is no such number yet, so that it can be emptied and typed anew. */
export function NumberInput({ id, label, value, most, onChange }: NumberInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <input
      id={id}
      type="number"
      aria-label={label}
      min={1}
      max={most}
      value={typed ?? value}
      onChange={({ target }) => {
        const { value: text, valueAsNumber: next } = target;
        setTyped(text);
        if (Number.isInteger(next) && next >= 1 && next <= most) onChange(next);
      }}
      onBlur={() => setTyped(undefined)}
      className={inputClass}
    />
  );
}
