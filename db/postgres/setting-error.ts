/** A setting that cannot be used; the message is one line that says which, why, and what a right one looks like. */
export class SettingError extends Error {}
