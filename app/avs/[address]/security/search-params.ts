import { createLoader, createSerializer, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { POWERS } from "@/server/network/security/members";
import { SHARES } from "@/server/network/security/share";

const securityParams = {
  power: parseAsStringLiteral(POWERS).withDefault("stake"),
  share: parseAsStringLiteral(SHARES).withDefault("third"),
};
export type SecurityState = inferParserType<typeof securityParams>;

export const loadSecurityParams = createLoader(securityParams);
const serialize = createSerializer(securityParams);

/** Returns the address of the security of an AVS by a power and a share. */
export const securityHref = (address: string, state: Partial<SecurityState> = {}) =>
  serialize(`/avs/${address}/security`, state);
