/** Pages that show something of the visitor's own: the browser becomes somebody who has been here before. */
import type { BrowserContext } from "@playwright/test";
import type { Route } from "./routes.ts";
import { STOPS, Visitor } from "./visitor.mjs";

/** Keeps three venues, plans a Saturday and shares it; gives the pages that show it. */
export async function furnish(context: BrowserContext, url: string): Promise<Route[]> {
  const visitor = new Visitor(url);
  for (const venue of STOPS) await visitor.keep(venue);
  const plan = await visitor.plan();
  const shared = await visitor.share(plan);
  await context.addCookies(visitor.cookies);
  return [
    { name: "favourites", path: "/favourites" },
    { name: "plans", path: "/plans" },
    { name: "a plan", path: plan },
    { name: "a shared plan", path: shared },
  ];
}
