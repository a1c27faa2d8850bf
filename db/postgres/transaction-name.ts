import { AsyncLocalStorage } from "node:async_hooks";
import { withStatementName } from "./statement-name";

/** Kept on globalThis, since each bundle of routes has its own copy of this module. */
const kept = globalThis as typeof globalThis & { eigenwatchTransaction?: AsyncLocalStorage<string> };
kept.eigenwatchTransaction ??= new AsyncLocalStorage<string>();
const current = kept.eigenwatchTransaction;

/** Runs `work`, whose transaction uses the slots and the circuit breaker of this name. */
export function withTransactionName<T>(name: string, work: () => T): T {
  return current.run(`begin ${name}`, () => withStatementName(name, work));
}

/** Returns the name of the transaction that is starting. Throws if it has none. */
export function transactionName(): string {
  const name = current.getStore();
  if (name === undefined) throw new Error("Begin a transaction with inTransaction, which gives it a name.");
  return name;
}
