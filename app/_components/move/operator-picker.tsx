import { Search } from "lucide-react";
import { Entity } from "@/app/_components/entity/entity";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { Button } from "@/app/_components/ui/button";
import { Input } from "@/app/_components/ui/input";
import { Usd } from "@/app/_components/values/quantity";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { api } from "@/app/_trpc/server";

/** How many operators are offered. */
const OFFERED = 6;

type PickerProps = {
  label: string;
  /** The page that the form leads to, and the rest of its query. */
  action: string;
  keep?: Record<string, string>;
  find: string;
  /** Returns the link that chooses an operator. */
  hrefOf: (address: string) => string;
  /** An operator that cannot be chosen. */
  without?: string | undefined;
};

/** Finds an operator by name or address, and offers those that were found as links. Works without JavaScript. */
export async function OperatorPicker({ label, action, keep = {}, find, hrefOf, without }: PickerProps) {
  const { rows } = await api.analytics.operators.list({
    q: find,
    status: find === "" ? "listed" : "all",
    perPage: OFFERED + 1,
  });
  const offered = rows.filter(({ address }) => address !== without).slice(0, OFFERED);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <form method="get" action={action} className="flex max-w-xl items-end gap-2">
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="grid min-w-0 grow gap-1 text-sm">
          <label htmlFor="find-operator">{label}</label>
          <Input
            id="find-operator"
            name="find"
            type="search"
            placeholder="Name or address"
            maxLength={100}
            autoComplete="off"
            defaultValue={find}
            before={<Search className="size-4" aria-hidden="true" />}
          />
        </div>
        <Button type="submit">Find</Button>
      </form>
      {offered.length === 0 ? (
        <p className="text-dim" role="status">
          {find === "" ? "No operator is known yet." : "No operator has this name or address."}
        </p>
      ) : (
        <>
          <p className="text-xs text-dim">
            {find === "" ? "The largest operators" : "Found, the largest first"}. Choose one:
          </p>
          <ul className="-mt-2 divide-y">
            {offered.map((row) => (
              <li key={row.address} className="relative flex items-center gap-3 py-2 hover:bg-soft/60">
                <Entity
                  address={row.address}
                  name={row.name}
                  href={hrefOf(row.address)}
                  stretched
                  note={<SlashedMark operator={row.address} />}
                  phoneNote={<VerdictMark small word={row.verdict} />}
                  className="grow"
                />
                <VerdictMark word={row.verdict} className="shrink-0 max-sm:hidden" />
                <span className="w-22 shrink-0 text-right">
                  <Usd value={row.tvsUsd} of={row} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
