import { api } from "@/app/_trpc/server";

/** Names the parties that published an account of slashings of an operator, and leads to their words further down. */
export async function VerdictAccounts({ address }: { address: string }) {
  const accounts = await api.analytics.slashing.accounts({ operator: address });
  if (accounts.length === 0) return null;
  return (
    <p className="text-xs text-dim">
      {accounts.map(({ speaker }) => speaker).join(", ")}:{" "}
      <a href="#accounts" className="underline hover:text-ink">
        published accounts
      </a>
      , not verified by us.
    </p>
  );
}
