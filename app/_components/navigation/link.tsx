"use client";

// biome-ignore lint/style/noRestrictedImports: the one place that wraps it
import NextLink, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { NavigationProgress } from "./navigation-progress";

/** Renders a link within EigenWatch that shows progress from the press until its page is there. */
export const Link = ({ children, ...props }: ComponentProps<typeof NextLink>) => (
  <NextLink {...props}>
    {children}
    <Opening />
  </NextLink>
);

/** Shows progress until the new page, or its skeleton, replaces the old one. */
const Opening = () => useLinkStatus().pending && <NavigationProgress />;
