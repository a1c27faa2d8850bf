"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useDebounced } from "@/app/_hooks/use-debounced";
import { formatNumber, formatUsd, shortenAddress } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { NAV_ITEMS } from "@/app/_lib/site";
import { useTRPC } from "@/app/_trpc/client";
import { Identicon } from "../identicon";
import { Skeleton } from "../skeleton";
import { Button } from "../ui/button";

const DEBOUNCE_MS = 120;
const ITEM =
  "flex cursor-pointer items-center gap-3 rounded-lg px-2.5 py-2 outline-none select-none data-[selected=true]:bg-ink/6";
const GROUP =
  "p-1.5 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-dim";

/** What the palette shows for a text: pages to go to, results, or why there are none. */
export function SearchResults({ text, onGo }: { text: string; onGo: (href: string) => void }) {
  const trpc = useTRPC();
  const q = useDebounced(text, DEBOUNCE_MS);
  const { data, isError, isPlaceholderData, refetch } = useQuery({
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
            <Button onClick={() => refetch()} className="mt-3">
              Try again
            </Button>
          </Message>
        ) : !data ? (
          <Waiting />
        ) : data.length === 0 ? (
          settled ? (
            <Message title={`Nothing found for “${text}”`}>
              Try fewer words, or the first characters of an address.
            </Message>
          ) : (
            <Waiting />
          )
        ) : (
          <Command.Group heading="Operators" className={GROUP}>
            {data.map(({ address, name, tvsUsd }) => (
              <Command.Item
                key={address}
                value={address}
                onSelect={() => onGo(`/operators/${address}`)}
                className={ITEM}
              >
                <Identicon address={address} />
                <span className="min-w-0 flex-1 leading-tight">
                  <bdi className="block truncate font-medium">
                    {plainName(name) ?? shortenAddress(address)}
                  </bdi>
                  <span className="font-mono text-xs text-dim">
                    {plainName(name) ? shortenAddress(address) : "no name declared"}
                  </span>
                </span>
                <span className="text-sm text-dim">{formatUsd(tvsUsd)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
      <p className="sr-only" role="status">
        {said}
      </p>
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
