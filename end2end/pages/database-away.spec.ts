import { connect, createServer, type Server, type Socket } from "node:net";
import { Guard } from "../harness/guard.ts";
import { Product } from "../harness/product.mjs";
import { expect, open, test } from "../harness/test.ts";
import { address, LANGUAGES } from "../harness/texts.ts";

/** The way to the database, which can be cut. */
class Way {
  private readonly open = new Set<Socket>();
  private cut = false;

  private constructor(private readonly server: Server, readonly port: number) {}

  static async to(host: string, port: number): Promise<Way> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const way = new Way(server, address && typeof address === "object" ? address.port : 0);
    server.on("connection", (near) => {
      if (way.cut) return void near.destroy();
      const far = connect(port, host);
      for (const [one, other] of [[near, far], [far, near]] as const) {
        way.open.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
        one.pipe(other);
      }
    });
    return way;
  }

  close(): void {
    this.cut = true;
    for (const socket of this.open) socket.destroy();
  }

  end(): void {
    this.close();
    this.server.close();
  }
}

test("while the database is away, every page says so, and nothing of the inside", async ({ browser }) => {
  test.setTimeout(120_000);
  const given = process.env.TEST_POSTGRES_URL;
  test.skip(!given, "`make test` starts the PostgreSQL that this needs");
  const url = new URL(given ?? "");
  const way = await Way.to(url.hostname, Number(url.port));
  url.port = String(way.port);
  const product = await Product.start({ OKOLICA_DATABASE_URL: url.href });
  const guard = new Guard(product.url);
  const context = await browser.newContext({ baseURL: product.url, locale: "pl-PL" });
  guard.watch(context);
  const page = await context.newPage();
  try {
    await open(page, guard, `${product.url}/`, true);
    await expect(page.getByRole("article").first()).toBeVisible();
    way.close();
    for (const language of LANGUAGES) {
      for (const path of ["/", "/venues/zamek-krolewski-w-niepolomicach", "/gminas"]) {
        await open(page, guard, product.url + address(language, path), true, { status: 503 });
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.locator("body")).not.toContainText(/postgres|sqlx|connection|SELECT|127\.0\.0\.1/i);
      }
    }
    expect((await page.request.get("/readyz")).status()).toBe(503);
    expect((await page.request.get("/healthz")).status()).toBe(200);
    // The map asks for its points apart, and is told the same.
    expect(guard.take().filter((finding) => !finding.includes("/map/venues.geojson"))).toEqual([]);
  } finally {
    await context.close();
    await product.stop();
    way.end();
  }
});
