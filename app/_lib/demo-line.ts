/** The cookie that keeps the demo's line folded, so that a page is served folded. */
export const DEMO_LINE_COOKIE = "demo-line";
