"use client";

import { Scale } from "lucide-react";
import { cx } from "@/app/_components/ui/cx";
import { asExtra } from "@/app/_failures/extra";
import { inWords } from "@/server/format";
import { QUANTITIES } from "@/server/trpc/tiers";
import { buttonClass } from "../ui/button";
import { type Compared, useCompared } from "./use-compared";

/** Renders the button that adds an operator to the comparison or removes it. */
export const CompareToggle = asExtra(function CompareToggle({
  address,
  name,
  labelled,
}: Compared & { labelled?: boolean }) {
  const { compared, toggle } = useCompared();
  const isIn = compared.some((one) => one.address === address);
  const isFull = !isIn && compared.length >= QUANTITIES.compared.PRO;
  return (
    <button
      type="button"
      aria-pressed={isIn}
      aria-label={`Compare ${name}`}
      title={
        isFull
          ? `At most ${inWords(QUANTITIES.compared.PRO)}: take one out first`
          : isIn
            ? "Take out of the comparison"
            : "Compare"
      }
      disabled={isFull}
      onClick={() => toggle({ address, name })}
      className={cx(
        labelled
          ? buttonClass()
          : "relative z-10 inline-grid size-8 shrink-0 place-items-center rounded-lg transition-colors hover:bg-ink/6 disabled:opacity-40",
        isIn ? "text-accent" : !labelled && "text-dim hover:text-ink",
      )}
    >
      <Scale className="size-4" strokeWidth={1.75} aria-hidden="true" />
      {labelled && (isIn ? "Comparing" : "Compare")}
    </button>
  );
});
