import { api } from "@/app/_trpc/server";

/** Shows what the parties published about slashings of an operator, beside the verdict, as their words and not ours. */
export async function VerdictAccounts({ address }: { address: string }) {
  const accounts = await api.analytics.slashing.accounts({ operator: address });
  return accounts.map(({ speaker, says, urls: [url], asOf }) => (
    <p key={`${speaker} ${says}`} className="text-xs text-dim">
      {speaker} {says} ({url && <PublishedAt url={url} />}, {asOf}; not verified by us).
    </p>
  ));
}

const PublishedAt = ({ url }: { url: string }) => (
  <a href={url} target="_blank" rel="noreferrer" className="underline hover:text-ink">
    {new URL(url).host}
  </a>
);
