import { getAddress, isAddress } from "viem";
import { shortenAddress } from "./format";

/** The EIP-55 form of an address in any case; what is no address comes back as it was. */
export function checksumAddress(address: string): string {
  return isAddress(address, { strict: false }) ? getAddress(address) : address;
}

/** Its ends in that form: "0x5ACC…676d". */
export const shortAddress = (address: string): string => shortenAddress(checksumAddress(address));
