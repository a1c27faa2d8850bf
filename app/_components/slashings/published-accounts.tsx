import { api } from "@/app/_trpc/server";

/** Renders the parties' published statements about slashings: the data shows the stake that moved, not the reason. */
export async function PublishedAccounts(subject: { operator?: string; avs?: string }) {
  const accounts = await api.analytics.slashing.accounts(subject);
  if (accounts.length === 0) return null;
  return (
    <section
      id="accounts"
      aria-label="Published accounts"
      className="scroll-mt-20 mt-4 border-t pt-3 text-sm text-dim"
    >
      <p className="mb-2 max-w-prose">
        A slashing is not always a penalty. The data shows what moved and to whom; what was given in return is
        not in it. Published, and not verified by us:
      </p>
      <ul className="grid gap-1.5">
        {accounts.map(({ speaker, says, urls, asOf }) => (
          <li key={`${speaker} ${says}`} className="max-w-prose">
            <span className="font-medium text-ink">{speaker}</span> {says} (
            {urls.map((url, index) => (
              <span key={url}>
                {index > 0 && ", "}
                <a href={url} target="_blank" rel="noreferrer" className="underline hover:text-ink">
                  {new URL(url).host}
                </a>
              </span>
            ))}
            , {asOf}).
          </li>
        ))}
      </ul>
    </section>
  );
}
