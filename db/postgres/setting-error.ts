/** An invalid setting. The message is one line with its name, the reason and a valid example. */
export class SettingError extends Error {}
