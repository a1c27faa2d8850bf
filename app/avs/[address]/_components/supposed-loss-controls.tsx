"use client";

import { debounce, useQueryStates } from "nuqs";
import { useId, useState, useTransition } from "react";
import { isPart, LEAST_PART } from "@/app/_components/tables/search-params";
import { Button } from "@/app/_components/ui/button";
import { cx } from "@/app/_components/ui/cx";
import { Input, Select } from "@/app/_components/ui/input";
import { Usd } from "@/app/_components/values/quantity";
import type { Certainty } from "@/app/_components/values/value-mark";
import { formatPercent } from "@/server/format";
import { supposedLossParams } from "../supposed-loss-params";

const PRESETS = [1, 10, 50, 100];
const WAIT_MS = 200;

type SupposedLossControlsProps = {
  /** The slashed part that the children show, while a newer choice may still be loading. */
  percent: number;
  setNumber: number | undefined;
  /** The operator sets that something is allocated to. */
  sets: number[];
  slashableUpToUsd: number | null;
  certainty: Certainty;
  /** The other URL parameters, which the form keeps when there is no JavaScript. */
  keep: Record<string, string>;
  /** The content that depends on the state; dimmed while it is loading. */
  children: React.ReactNode;
};

/** Renders the choice of a supposed slashing: a form, and with JavaScript a slider that updates the loss at once. */
export function SupposedLossControls({
  percent,
  setNumber,
  sets,
  slashableUpToUsd,
  certainty,
  keep,
  children,
}: SupposedLossControlsProps) {
  const hint = useId();
  const [pending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(supposedLossParams, {
    shallow: false,
    scroll: false,
    startTransition,
  });
  const chosen = state.slash;
  // Typed text that is not a valid part yet, kept until something else is chosen.
  const [draft, setDraft] = useState({ typed: chosen, insteadOf: chosen });
  const typed = draft.insteadOf === chosen ? draft.typed : chosen;
  const choose = (next: number) => {
    setDraft({ typed: next, insteadOf: isPart(next) ? next : chosen });
    if (isPart(next)) void setState({ slash: next }, { limitUrlUpdates: debounce(WAIT_MS) });
  };
  const isOdd = !isPart(typed);
  const isBehind = pending || chosen !== percent;
  return (
    <>
      <form
        method="get"
        className="mb-3 grid max-w-3xl gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          choose(typed);
        }}
      >
        <Kept state={keep} />
        <p className={cx("text-sm", isOdd ? "text-critical" : "text-dim")} id={hint} aria-live="polite">
          {isOdd
            ? `Type ${LEAST_PART} to 100 %. Until then it is what ${formatPercent(chosen / 100, { digits: 8 })} would take:`
            : "Suppose it slashes this part of everything that it can slash:"}
        </p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <input
            type="range"
            min={1}
            max={100}
            step={1}
            value={Math.min(100, Math.max(1, Math.round(chosen)))}
            onChange={(event) => choose(Number(event.target.value))}
            aria-label="Part that is slashed, per cent"
            className="h-8 min-w-32 flex-1 accent-(--accent)"
          />
          <Input
            name="slash"
            type="number"
            min={LEAST_PART}
            max={100}
            step="any"
            required
            aria-invalid={isOdd}
            aria-describedby={hint}
            aria-label="Part that is slashed, per cent"
            value={Number.isNaN(typed) ? "" : typed}
            onChange={(event) => choose(event.target.valueAsNumber)}
            after={<span className="text-dim">%</span>}
            className="w-22"
          />
          {sets.length > 1 && (
            <Select
              name="set"
              aria-label="Operator set that slashes"
              className="w-40"
              value={state.set !== null && sets.includes(state.set) ? state.set : ""}
              onChange={(event) =>
                void setState({ set: event.target.value === "" ? null : Number(event.target.value) })
              }
            >
              <option value="">All operator sets</option>
              {sets.map((number) => (
                <option key={number} value={number}>
                  Operator set {number}
                </option>
              ))}
            </Select>
          )}
          <Button type="submit">Slash</Button>
        </div>
      </form>
      {/* Apart, so that Enter in the field takes what is typed and not the first of these. */}
      <form method="get">
        <Kept state={setNumber === undefined ? keep : { ...keep, set: String(setNumber) }} />
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Usual parts</legend>
          {PRESETS.map((preset) => (
            <Button
              key={preset}
              type="submit"
              name="slash"
              value={preset}
              aria-pressed={chosen === preset}
              className={cx("h-7 px-2.5 text-xs", chosen === preset && "border-accent text-accent")}
              onClick={(event) => {
                event.preventDefault();
                choose(preset);
              }}
            >
              {preset} %
            </Button>
          ))}
        </fieldset>
      </form>
      <p className="mt-4 text-3xl font-semibold tracking-tight text-critical" aria-live="polite">
        <Usd value={slashableUpToUsd === null ? null : (slashableUpToUsd * chosen) / 100} of={certainty} />{" "}
        <span className="text-sm font-normal tracking-normal text-dim">would be lost</span>
      </p>
      <div
        aria-busy={isBehind}
        className={cx("transition-opacity duration-150", isBehind && "pointer-events-none opacity-55")}
      >
        {children}
      </div>
    </>
  );
}

const Kept = ({ state }: { state: Record<string, string> }) =>
  Object.entries(state).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
