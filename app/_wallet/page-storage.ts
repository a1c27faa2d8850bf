/** Stores the sessions of WalletConnect in memory, for browsers without a database. */
export class PageStorage {
  private readonly values = new Map<string, unknown>();
  getKeys = async () => [...this.values.keys()];
  getEntries = async <T>() => [...this.values] as [string, T][];
  getItem = async <T>(key: string) => this.values.get(key) as T | undefined;
  setItem = async <T>(key: string, value: T) => void this.values.set(key, value);
  removeItem = async (key: string) => void this.values.delete(key);
}
