"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText } from "@/app/_browser/browser";
import { asExtra } from "@/app/_failures/extra";
import { cx } from "./cx";

const SAID = { idle: "", done: "Copied", failed: "Could not copy" };

/** Copies `text` and confirms it, also to screen readers. `label` is the button's name: "Copy address". */
export const CopyButton = asExtra(function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<keyof typeof SAID>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 1600);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => setState((await copyText(text)) ? "done" : "failed");
  const Icon = { idle: Copy, done: Check, failed: X }[state];
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={SAID[state] || label}
      className={cx(
        "relative inline-grid size-6 place-items-center rounded-md text-dim transition-colors hover:bg-soft hover:text-ink",
        state === "done" && "text-low hover:text-low",
      )}
    >
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only" aria-live="polite">
        {SAID[state]}
      </span>
    </button>
  );
});
