import { ArrowUpRight, ChevronRight, QrCode, Wallet as WalletMark } from "lucide-react";
import { Button } from "@/app/_components/ui/button";
import { cx } from "@/app/_components/ui/cx";
import { isRemote, type Wallet } from "./wallets";

const KNOWN = [
  { name: "MetaMask", href: "https://metamask.io/download/", says: "Browser extension and phone" },
  { name: "Rabby", href: "https://rabby.io/", says: "Browser extension and desktop" },
  {
    name: "Coinbase Wallet",
    href: "https://www.coinbase.com/wallet/downloads",
    says: "Browser extension and phone",
  },
];

const ROW =
  "flex w-full items-center gap-3 rounded-lg border bg-card px-3 py-2.5 text-left transition-colors hover:border-line-strong hover:bg-soft";

type WalletListProps = { wallets: Wallet[]; choose: (wallet: Wallet) => void; isSignIn: boolean };

/** Lists the wallets of this browser and those on other devices, or says where to get one. */
export function WalletList({ wallets, choose, isSignIn }: WalletListProps) {
  const rows = wallets.map((wallet) => (
    <li key={wallet.id}>
      <button type="button" className={ROW} onClick={() => choose(wallet)}>
        <WalletIcon wallet={wallet} size="md" />
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">{wallet.name}</span>
          {isRemote(wallet) && (
            <span className="block text-xs text-dim">On your phone or another device</span>
          )}
        </span>
        <ChevronRight className="size-4 text-dim" aria-hidden="true" />
      </button>
    </li>
  ));
  if (wallets.every(isRemote)) return <NoWallet>{rows}</NoWallet>;
  return (
    <>
      <ul className="grid gap-2">{rows}</ul>
      <p className="mt-3 text-xs text-dim">
        {isSignIn
          ? "Connecting shows EigenWatch your address. Signing a message then signs you in: no transaction, no gas."
          : "Choose the wallet that you are signed in with. You will sign a message: no transaction, no gas."}
      </p>
    </>
  );
}

const NoWallet = ({ children }: { children: React.ReactNode[] }) => (
  <>
    <p className="mb-3 text-sm text-dim">
      This browser announces no wallet. Everything public here works without one; an account needs a wallet to
      sign with.
    </p>
    <ul className="grid gap-2">
      {children}
      {KNOWN.map(({ name, href, says }) => (
        <li key={name}>
          <a href={href} target="_blank" rel="noreferrer" className={ROW}>
            <span className="min-w-0 flex-1">
              <span className="block font-medium">Get {name}</span>
              <span className="block text-xs text-dim">{says}</span>
            </span>
            <ArrowUpRight className="size-4 text-dim" aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
    <div className="mt-3 flex items-center justify-between gap-3 text-xs text-dim">
      <span>Installed one just now?</span>
      <Button onClick={() => window.location.reload()}>Reload the page</Button>
    </div>
  </>
);

const SIZES = { md: "size-8 rounded-lg", lg: "size-14 rounded-2xl" };

/** Renders a wallet's own icon, a data URL, or a generic one. */
export function WalletIcon({
  wallet,
  size,
  isBusy,
}: {
  wallet: Wallet;
  size: keyof typeof SIZES;
  isBusy?: boolean;
}) {
  const { icon } = wallet;
  const Mark = isRemote(wallet) ? QrCode : WalletMark;
  return (
    <span className="relative inline-grid">
      {icon ? (
        // biome-ignore lint/performance/noImgElement: a data URL needs no optimizer
        <img src={icon} alt="" className={cx("object-contain", SIZES[size])} />
      ) : (
        <span className={cx("grid place-items-center bg-soft text-dim", SIZES[size])}>
          <Mark className="size-1/2" strokeWidth={1.5} aria-hidden="true" />
        </span>
      )}
      {isBusy && (
        <span
          className="absolute -inset-2 animate-spin rounded-full border-2 border-accent/20 border-t-accent [animation-duration:1.1s]"
          aria-hidden="true"
        />
      )}
    </span>
  );
}
