import { SelfDeclared } from "@/app/_components/entity";
import { Link } from "@/app/_components/link";
import { formatNumber, nounOf } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import { api } from "@/app/_trpc/server";

const LONGEST_SEARCH = 100;

/** What there is to know of an operator's name: that nobody checked it, who else declares it, and what came before. */
export async function Names({ address, name }: { address: string; name: string | null }) {
  const { namesakeCount, earlierNames } = await api.analytics.operators.names({ address });
  const earlier = earlierNames.flatMap((text) => plainName(text) ?? []);
  const namesakes = new URLSearchParams({ q: (name ?? "").slice(0, LONGEST_SEARCH), status: "all" });
  return (
    <>
      {name && <SelfDeclared />}
      {name && namesakeCount > 0 && (
        <Link href={`/operators?${namesakes}`} className="text-xs text-accent hover:underline">
          {formatNumber(namesakeCount)} {nounOf(namesakeCount, "other declares", "others declare")} this name
        </Link>
      )}
      {earlier.length > 0 && (
        <span className="min-w-0 text-xs wrap-anywhere">
          earlier called{" "}
          {earlier.map((text, index) => (
            <span key={text}>
              {index > 0 && ", "}
              <bdi>{text}</bdi>
            </span>
          ))}
        </span>
      )}
    </>
  );
}
