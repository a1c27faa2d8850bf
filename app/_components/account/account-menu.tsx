"use client";

import { Check, Coins, Copy, LogOut, type LucideIcon, Settings, Sparkles, Star } from "lucide-react";
import { useState } from "react";
import { copyText } from "@/app/_browser/browser";
import { useOpening } from "@/app/_components/ui/use-opening";
import { shortenAddress } from "@/server/format";
import { Identicon } from "../entity/identicon";
import { Link } from "../navigation/link";
import { NavigationProgress } from "../navigation/navigation-progress";
import { TierMark } from "../ui/badge";
import { Button } from "../ui/button";
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from "../ui/dropdown";
import { useAccount } from "./account-provider";

/** Renders the end of the header: "Connect" for a visitor, else the account's name and menu. */
export function AccountMenu() {
  const { viewer, signIn, prepare } = useAccount();
  if (!viewer.address)
    return (
      <Button
        id="account"
        variant="primary"
        onClick={() => void signIn()}
        onPointerEnter={prepare}
        onFocus={prepare}
      >
        Connect
      </Button>
    );
  return <SignedIn address={viewer.address} />;
}

const LINE = <div className="-mx-1 my-1 border-t" aria-hidden="true" />;
const ICON = "size-4 text-dim";

function SignedIn({ address }: { address: string }) {
  const { viewer, signOut } = useAccount();
  const { displayName, tier } = viewer;
  const short = shortenAddress(address);
  const [isCopied, setCopied] = useState<boolean>();
  const { open, isOpening } = useOpening();
  return (
    <Dropdown onOpenChange={() => setCopied(undefined)}>
      {isOpening && <NavigationProgress />}
      <DropdownTrigger asChild>
        <button
          type="button"
          id="account"
          aria-label={`Account ${displayName ?? address}`}
          className="flex h-9 items-center gap-2 rounded-lg border bg-card py-1 pr-2.5 pl-1.5 max-lg:pr-1.5 text-sm font-medium transition-colors hover:border-line-strong hover:bg-soft max-md:border-transparent max-md:bg-transparent max-md:px-1"
        >
          <Identicon address={address} size="sm" className="max-md:size-7" />
          <bdi className="max-w-32 truncate max-lg:hidden">
            {displayName ?? <span className="font-mono text-xs">{short}</span>}
          </bdi>
        </button>
      </DropdownTrigger>
      <DropdownContent className="w-64">
        <div className="flex items-center gap-3 px-2 pt-2 pb-2.5">
          <Identicon address={address} />
          <div className="min-w-0 flex-1 leading-tight">
            <bdi className="block truncate text-sm font-medium">{displayName ?? "No name yet"}</bdi>
            <span className="font-mono text-xs text-dim" title={address}>
              {short}
            </span>
          </div>
          {tier === "PRO" || tier === "ENTERPRISE" ? (
            <TierMark tier={tier} />
          ) : (
            <span className="rounded-sm bg-soft px-1.5 text-2xs font-semibold tracking-wide text-dim">
              FREE
            </span>
          )}
        </div>
        {LINE}
        <DropdownItem
          onSelect={(event) => {
            event.preventDefault();
            void copyText(address).then(setCopied);
          }}
        >
          {isCopied ? (
            <Check className="size-4 text-low" aria-hidden="true" />
          ) : (
            <Copy className={ICON} aria-hidden="true" />
          )}
          <span aria-live="polite">
            {isCopied === undefined ? "Copy address" : isCopied ? "Address copied" : "Could not copy"}
          </span>
        </DropdownItem>
        <PageItem href={`/stakers/${address.toLowerCase()}`} open={open} icon={Coins} label="My stake" />
        <PageItem href="/watchlist" open={open} icon={Star} label="Watchlist" />
        <PageItem href="/settings/profile" open={open} icon={Settings} label="Settings" />
        {tier === "FREE" && <PageItem href="/pricing" open={open} icon={Sparkles} label="What PRO adds" />}
        {LINE}
        <DropdownItem onSelect={() => void signOut()}>
          <LogOut className={ICON} aria-hidden="true" /> Sign out
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}

type PageItemProps = { href: string; open: (href: string) => void; icon: LucideIcon; label: string };

/** Renders a menu item that opens a page. The menu closes at the press, so `open` comes from its parent. */
const PageItem = ({ href, open, icon: Icon, label }: PageItemProps) => (
  <DropdownItem asChild>
    <Link
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        open(href);
      }}
    >
      <Icon className={ICON} aria-hidden="true" /> {label}
    </Link>
  </DropdownItem>
);
