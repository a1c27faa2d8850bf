import { SelfDeclared } from "@/app/_components/entity/entity";
import { plainName } from "@/app/_components/entity/plain-name";
import { shortAddress } from "@/app/_components/entity/short-address";
import { Link } from "@/app/_components/navigation/link";
import { SlashedMark } from "@/app/_components/slashings/slashed-mark";
import { api, ifRead } from "@/app/_trpc/server";
import { formatNumber, nounOf } from "@/server/format";

const NOTHING_KNOWN = { namesakeCount: 0, namesakes: [], earlierNames: [] };

/** Explains an operator's name: that it is not verified, which others declare it, and its earlier names. */
export async function Names({ address, name }: { address: string; name: string | null }) {
  const found = await ifRead(api.analytics.operators.names({ address }));
  const { namesakeCount, namesakes, earlierNames } = found ?? NOTHING_KNOWN;
  const earlier = earlierNames.flatMap((text) => plainName(text) ?? []);
  return (
    <>
      {name && <SelfDeclared />}
      {name && namesakeCount > 0 && (
        <span className="text-xs">
          {formatNumber(namesakeCount)} {nounOf(namesakeCount, "other declares", "others declare")} this name:{" "}
          {namesakes.map((other, index) => (
            <span key={other}>
              {index > 0 && ", "}
              <Link
                href={`/operators/${other}`}
                prefetch={false}
                className="font-mono text-accent hover:underline"
              >
                {shortAddress(other)}
              </Link>{" "}
              <SlashedMark operator={other} />
            </span>
          ))}
          {namesakeCount > namesakes.length && " …"}
        </span>
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
