"use client";

// biome-ignore lint/style/noRestrictedImports: the one place that wraps it
import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { NavigationProgress } from "./navigation-progress";

/** A link within EigenWatch, which answers at once when it is pressed, however long its page takes. */
export const Link = ({ children, ...props }: ComponentProps<typeof NextLink>) => (
  <NextLink {...props}>
    {children}
    <Opening />
  </NextLink>
);

/** In place until the page, or its skeleton, stands where the one before stood. */
const Opening = () => useLinkStatus().pending && <NavigationProgress />;
