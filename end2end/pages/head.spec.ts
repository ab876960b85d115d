import { expect, test } from "../harness/test.ts";
import { VENUE } from "../harness/routes.ts";

test("a venue tells search engines and messengers what it is", async ({ page, visit, product }) => {
  await visit(`/en${VENUE}`);
  await expect(page).toHaveTitle(/Niepołomice Royal Castle/);
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", `${product.url}/en${VENUE}`);
  for (const [language, path] of [["pl", VENUE], ["en", `/en${VENUE}`], ["uk", `/uk${VENUE}`], ["x-default", VENUE]]) {
    await expect(page.locator(`link[rel=alternate][hreflang="${language}"]`)).toHaveAttribute("href", `${product.url}${path}`);
  }
  const image = await page.locator("meta[property='og:image']").getAttribute("content");
  expect((await page.request.get(image ?? "")).status(), "the Open Graph picture").toBe(200);
  const data = JSON.parse((await page.locator("script[type='application/ld+json']").textContent()) ?? "{}");
  expect(JSON.stringify(data)).toContain("Niepołomice Royal Castle");
});

test("every answer carries the headers, and nothing on the page offends against them", async ({ page, product, visit }) => {
  await visit("/");
  for (const path of ["/", VENUE, "/favicon.svg", "/healthz"]) {
    const { headers } = await page.request.get(path).then((answer) => ({ headers: answer.headers() }));
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBeTruthy();
    expect(headers["set-cookie"], `${path} sets no cookie on a mere look`).toBeUndefined();
  }
  const script = await page.locator("link[rel=modulepreload]").first().getAttribute("href");
  const asset = await page.request.get(new URL(script ?? "", product.url).href, { headers: { "accept-encoding": "br" } });
  expect(asset.headers()["cache-control"]).toContain("immutable");
});

test("personal pages are kept by nobody and found by nobody", async ({ page, visit }) => {
  await visit("/plans");
  const answer = await page.request.get("/plans");
  expect(answer.headers()["cache-control"]).toContain("no-store");
});
