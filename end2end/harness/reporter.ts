/** One line of totals in a form that `make test` adds up. */
import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

export default class Totals implements Reporter {
  private suite?: Suite;

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(_result: FullResult): void {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? [];
    const passed = outcomes.filter((outcome) => outcome === "expected").length;
    const skipped = outcomes.filter((outcome) => outcome === "skipped").length;
    console.log(`browser tests: ${passed} passed, ${outcomes.length - passed - skipped} failed`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
