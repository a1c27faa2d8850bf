import { api } from "@/app/_trpc/server";

/** Names the parties that published an account of an operator's slashings, with a link to their words on this page. */
export async function VerdictAccounts({ address }: { address: string }) {
  const accounts = await api.analytics.slashing.accounts({ operator: address });
  if (accounts.length === 0) return null;
  return (
    <p className="text-xs text-dim">
      {accounts.map(({ speaker }) => speaker).join(", ")}:{" "}
      <a href="#accounts" className="underline hover:text-ink">
        {accounts.length === 1 ? "a published account" : "published accounts"}
      </a>
      , not verified by us.
    </p>
  );
}
