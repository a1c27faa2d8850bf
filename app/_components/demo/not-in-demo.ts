/** Stands under a figure that rests on rows which the demo lacks. */
export const NOT_IN_DEMO = "not in the demo";
