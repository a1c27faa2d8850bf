import { getAddress, isAddress } from "viem";

/** The EIP-55 form of an address in any case; what is no address comes back as it was. */
export function checksumAddress(address: string): string {
  return isAddress(address, { strict: false }) ? getAddress(address) : address;
}
