import type { Check, Findings } from "@/server/chain/checks/check";
import {
  formatBps,
  formatCounted,
  formatDuration,
  formatNumber,
  formatPercent,
  formatShares,
  UNKNOWN,
} from "@/server/format";
import { SECONDS_PER_BLOCK } from "@/server/network/units";
import { nameOf } from "../entity/plain-name";
import { Link } from "../navigation/link";
import { Badge } from "../ui/badge";
import { Address } from "../values/address";

type CheckRowProps = { check: Check; accounts: Findings["accounts"] };

/** Shows one figure on both sides, each with its block where it is not that of the card. */
export function CheckRow({ check, accounts }: CheckRowProps) {
  const { figure, about, ourBlock, outcome, ours, chain } = check;
  const { tone, word, title } = OUTCOMES[outcome];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 py-2 text-sm sm:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_8rem]">
      <span className="min-w-0">
        {LABELS[figure]} <About about={about} />
      </span>
      <span className="text-right sm:order-last">
        <Badge tone={tone}>
          <span title={title}>{word}</span>
        </Badge>
      </span>
      <span className="min-w-0">
        <span className="text-xs text-dim">ours </span>
        <Side check={check} value={ours} accounts={accounts} />
        {ours !== null && ourBlock !== null && (
          <span className="block text-2xs text-dim">block {formatNumber(ourBlock)}</span>
        )}
      </span>
      <span className="min-w-0">
        <span className="text-xs text-dim">on chain </span>
        {check.unit === "blocks" && check.isUnset ? (
          "none set"
        ) : (
          <Side check={check} value={chain} accounts={accounts} isOfChain />
        )}
        {check.pending && (
          <span className="block text-2xs text-dim">
            from block {formatNumber(check.pending.effectBlock)} on:{" "}
            <Account check={check} address={check.pending.address} account={undefined} />
          </span>
        )}
      </span>
    </li>
  );
}

const LABELS: Record<Check["figure"], string> = {
  "allocation delay": "Allocation delay",
  "max magnitude": "Max magnitude",
  "encumbered magnitude": "Promised",
  "PI split": "Split of programmatic incentives",
  "AVS split": "Split of rewards of",
  "operator sets": "Operator sets",
  slasher: "Slasher",
  recipient: "Recipient",
  "delegates to": "Delegates to",
  "withdrawable shares": "Withdrawable",
};

const OUTCOMES = {
  agrees: { tone: "plain", word: "agrees", title: "Both sides say the same" },
  newer: {
    tone: "accent",
    word: "newer on chain",
    title: "The sides differ, and what happened in the blocks between them can explain it",
  },
  differs: {
    tone: "medium",
    word: "differs",
    title: "The sides differ, and the blocks between them do not explain it",
  },
  "ours not known": { tone: "plain", word: "only on chain", title: "The pipeline's data does not tell" },
  "not answered": { tone: "plain", word: "not answered", title: "The contract gave no answer" },
} as const;

const HREFS = { strategy: "/strategies", avs: "/avs" };

function About({ about }: { about: Check["about"] }) {
  if (!about) return null;
  if (about.kind === "set") return <span className="text-dim">of set {about.id.split("-").at(-1)}</span>;
  return (
    <Link href={`${HREFS[about.kind]}/${about.id}`} prefetch={false} className="text-dim hover:underline">
      <bdi>{nameOf(about.name, about.id)}</bdi>
    </Link>
  );
}

type SideProps = CheckRowProps & { value: Check["ours"]; isOfChain?: boolean };

function Side({ check, value, accounts, isOfChain = false }: SideProps) {
  if (value === null) return <span className="text-dim">{isOfChain ? UNKNOWN : "not known"}</span>;
  if (typeof value === "string")
    return <Account check={check} address={value} account={isOfChain ? accounts[value] : undefined} />;
  if (typeof value === "number")
    return check.unit === "bps" ? (
      formatBps(value)
    ) : check.unit === "blocks" ? (
      <>
        {formatCounted(value, "block")}{" "}
        <span className="text-dim">({formatDuration(value * SECONDS_PER_BLOCK)})</span>
      </>
    ) : (
      formatNumber(value)
    );
  const short = (of: Check["ours"]) =>
    typeof of === "bigint"
      ? check.unit === "magnitude"
        ? formatPercent(Number(of) / 1e18, { digits: 4 })
        : formatShares(of, check.about?.decimals ?? 0).compact
      : "";
  const { exact } = formatShares(value, check.unit === "shares" ? (check.about?.decimals ?? 0) : 0);
  // Values that differ must not look equal when shortened.
  const isAlike = check.outcome !== "agrees" && short(check.ours) === short(check.chain);
  return (
    <span title={exact} className="wrap-anywhere">
      {isAlike ? exact : short(value)}
    </span>
  );
}

const NOBODY = /^0x0{40}$/;
const BURNED = /^0x0{35}e16e4$/;

type AccountProps = { check: Check; address: string; account: Findings["accounts"][string] | undefined };

function Account({ check: { figure, about }, address, account }: AccountProps) {
  const isAvsItself = about?.kind === "set" && about.id.startsWith(`${address}-`);
  if (BURNED.test(address)) return "burned";
  if (NOBODY.test(address)) return figure === "slasher" ? "none set" : "nobody";
  return (
    <>
      {figure === "delegates to" ? (
        <Link href={`/operators/${address}`} prefetch={false} className="hover:underline">
          <Address address={address} />
        </Link>
      ) : (
        <Address address={address} />
      )}
      {(isAvsItself || account) && (
        <span className="block text-2xs text-dim">
          {isAvsItself && `the AVS itself${account ? ", " : ""}`}
          {account && kindOf(account)}
        </span>
      )}
    </>
  );
}

/** Returns an account's kind in words. */
function kindOf({ kind, threshold, ownerCount, isUpgradeable }: Findings["accounts"][string]): string {
  if (kind === "key") return "a key";
  if (kind === "delegated key") return "a key that runs a contract's code";
  const upgradeable = isUpgradeable
    ? ", upgradeable"
    : isUpgradeable === null
      ? ", upgradeable or not: not known"
      : "";
  if (kind === "multisig")
    return `a multisig, ${formatNumber(threshold)} of ${formatNumber(ownerCount)}${upgradeable}`;
  return `a contract${upgradeable}`;
}
