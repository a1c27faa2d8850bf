import { Link } from "@/app/_components/navigation/link";

type Named = { slug: string; name: string } | null;

/** Names the known brand and node operator of an operator: "part of ether.fi, run by P2P.org". */
export const PartOf = ({
  entities: { brand, nodeOperator },
}: {
  entities: { brand: Named; nodeOperator: Named };
}) =>
  (brand ?? nodeOperator) && (
    <span className="min-w-0">
      {brand && (
        <>
          part of <EntityLink of={brand} />
        </>
      )}
      {brand && nodeOperator && ", "}
      {nodeOperator && (
        <>
          run by <EntityLink of={nodeOperator} />
        </>
      )}
    </span>
  );

const EntityLink = ({ of }: { of: { slug: string; name: string } }) => (
  <Link href={`/entities/${of.slug}`} prefetch={false} className="text-accent hover:underline">
    {of.name}
  </Link>
);
