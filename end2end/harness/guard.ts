/** Watches a page for what a visitor would never see but what is broken all the same. */
import type { BrowserContext, ConsoleMessage, Page, Request } from "@playwright/test";

export class Guard {
  private readonly findings: string[] = [];
  private readonly expected = new Map<string, number>();

  constructor(private readonly origin: string) {}

  watch(context: BrowserContext): void {
    context.on("page", (page) => this.watchPage(page));
    for (const page of context.pages()) this.watchPage(page);
    context.on("request", (request) => this.leaves(request));
    context.on("requestfailed", (request) => this.fails(request));
    context.on("response", (response) => {
      const url = response.url();
      if (response.status() >= 400 && this.expected.get(url) !== response.status()) {
        this.findings.push(`${response.request().method()} ${url} answered ${response.status()}`);
      }
    });
  }

  /** This address is meant to answer with this status; Chromium then writes a console error of its own. */
  expect(url: string, status: number): void {
    this.expected.set(url, status);
  }

  /** Everything found since the last time this was asked. */
  take(): string[] {
    return this.findings.splice(0);
  }

  private watchPage(page: Page): void {
    page.on("pageerror", (error) => this.findings.push(`page error on ${page.url()}: ${error.stack ?? error.message}`));
    page.on("crash", () => this.findings.push(`the page ${page.url()} crashed`));
    page.on("console", (message) => this.complains(message));
  }

  private complains(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    const { url } = message.location();
    if (this.expected.has(url) && /Failed to load resource/.test(message.text())) return;
    this.findings.push(`console error on ${url}: ${message.text()}`);
  }

  private leaves(request: Request): void {
    const url = new URL(request.url());
    if (url.protocol === "data:" || url.protocol === "blob:" || url.protocol === "about:") return;
    if (url.origin !== this.origin) this.findings.push(`a request left for ${url.href}`);
  }

  private fails(request: Request): void {
    const reason = request.failure()?.errorText ?? "";
    // A navigation drops what the page before was still asking for, and a download is not a page.
    if (/net::ERR_ABORTED/.test(reason)) return;
    // So Chromium calls a script that is not wanted because JavaScript is off; a broken policy is a console error besides.
    if (reason === "csp") return;
    this.findings.push(`${request.method()} ${request.url()} failed: ${reason}`);
  }
}
