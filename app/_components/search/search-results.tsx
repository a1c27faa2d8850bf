"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { plainName } from "@/app/_components/entity/plain-name";
import { shortAddress } from "@/app/_components/entity/short-address";
import { NAV_ITEMS } from "@/app/_components/shell/nav-items";
import { sentenceFor } from "@/app/_failures/unanswered";
import { useTRPC } from "@/app/_trpc/client";
import { formatCounted, formatNumber } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { Identicon } from "../entity/identicon";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { Usd } from "../values/quantity";
import { VerdictMark } from "../verdict/verdict-mark";
import { useDebounced } from "./use-debounced";

const DEBOUNCE_MS = 120;
const ITEM =
  "flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-2 outline-none select-none data-[selected=true]:bg-ink/6";
const GROUP =
  "p-1.5 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-dim";

type FoundRow = RouterOutputs["analytics"]["search"]["query"][number];
const KINDS: Record<FoundRow["kind"], { heading: string; path: string; nameless: string }> = {
  entity: { heading: "Brands and node operators", path: "/entities", nameless: "" },
  operator: { heading: "Operators", path: "/operators", nameless: "no name declared" },
  avs: { heading: "AVSs", path: "/avs", nameless: "no name declared" },
  strategy: { heading: "Strategies", path: "/strategies", nameless: "symbol not known" },
  staker: { heading: "Stakers", path: "/stakers", nameless: "whom it delegates to, and since when" },
};

/** Renders the results for a text: pages, entities, or why there are none. */
export function SearchResults({ text, onGo }: { text: string; onGo: (href: string) => void }) {
  const trpc = useTRPC();
  const q = useDebounced(text, DEBOUNCE_MS);
  const { data, error, isError, isPlaceholderData, refetch } = useQuery({
    ...trpc.analytics.search.query.queryOptions({ q }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const settled = q === text && !isPlaceholderData;
  const said =
    text === ""
      ? ""
      : isError
        ? "Search failed"
        : settled && data
          ? `${formatNumber(data.length)} found`
          : "";
  return (
    <>
      <Command.List
        className="max-h-[min(60vh,26rem)] overflow-y-auto overscroll-contain"
        aria-busy={!settled}
      >
        {text === "" ? (
          <Command.Group heading="Go to" className={GROUP}>
            {NAV_ITEMS.map((item) => (
              <Command.Item
                key={item.href}
                value={item.href}
                onSelect={() => onGo(item.href)}
                className={ITEM}
              >
                {item.label}
              </Command.Item>
            ))}
          </Command.Group>
        ) : isError ? (
          <Message title="Search did not answer">
            <p>{sentenceFor(error, "Please try again.")}</p>
            <Button onClick={() => refetch()} className="mt-3">
              Try again
            </Button>
          </Message>
        ) : !data ? (
          <Waiting />
        ) : data.length === 0 ? (
          settled ? (
            <Message title={`Nothing found for “${text}”`}>
              Try fewer words, or the first characters of an address. A staker is found by its whole address.
            </Message>
          ) : (
            <Waiting />
          )
        ) : (
          groupsOf(data).map(({ kind, rows }) => (
            <Command.Group key={kind} heading={KINDS[kind].heading} className={GROUP}>
              {rows.map((row) => (
                <Command.Item
                  key={row.address}
                  value={`${kind} ${row.address}`}
                  onSelect={() => onGo(`${KINDS[kind].path}/${row.address}`)}
                  className={ITEM}
                >
                  <Found row={row} />
                </Command.Item>
              ))}
            </Command.Group>
          ))
        )}
      </Command.List>
      <p className="sr-only" role="status">
        {said}
      </p>
    </>
  );
}

/** Returns the rows grouped by kind, in the order of each kind's best row. */
function groupsOf(rows: FoundRow[]) {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return kinds.map((kind) => ({ kind, rows: rows.filter((row) => row.kind === kind) }));
}

function Found({ row }: { row: FoundRow }) {
  const name = plainName(row.name);
  const short = shortAddress(row.address);
  return (
    <>
      <Identicon address={row.address} />
      <span className="min-w-0 flex-1 leading-tight">
        <bdi className="block truncate font-medium">{name ?? short}</bdi>
        <span className="block truncate text-xs text-dim">
          {row.alias && <bdi>{plainName(row.alias)} · </bdi>}
          {row.kind === "entity" ? (
            formatCounted(row.operatorCount, "operator")
          ) : name ? (
            <span className="font-mono">{short}</span>
          ) : (
            KINDS[row.kind].nameless
          )}
          {row.verdict && <VerdictMark small word={row.verdict} className="ml-2" />}
          {row.slashingCount ? (
            <span className="ml-2 font-medium text-critical">Slashed {formatNumber(row.slashingCount)}×</span>
          ) : null}
        </span>
      </span>
      <span className="text-right text-sm text-dim">
        {row.kind === "avs"
          ? formatCounted(row.operatorCount, "operator")
          : row.kind !== "staker" && <Usd value={row.tvsUsd} of={row} />}
        {row.isActive === false && <span className="block text-2xs">inactive</span>}
      </span>
    </>
  );
}

const Message = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <div className="px-4 py-10 text-center">
    <p className="font-medium break-words">{title}</p>
    <div className="mt-1 text-sm text-dim">{children}</div>
  </div>
);

const Waiting = () => (
  <div className="p-1.5">
    {["w-40", "w-56", "w-32"].map((width) => (
      <div key={width} className="flex items-center gap-3 px-2.5 py-2">
        <Skeleton className="size-7" />
        <Skeleton className={`h-4 ${width}`} />
      </div>
    ))}
  </div>
);
