/** A small load generator: a fixed number of requests over a fixed number of connections, on this machine only. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, get } from "node:http";

const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** CPU seconds that a process has used. @param {number} pid */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Memory that a process holds, MB. @param {number} pid */
function residentMb(pid) {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb) / 1024;
}

/** @param {URL} url @param {Agent} agent @returns {Promise<{ms: number, bytes: number}>} */
function once(url, agent) {
  return new Promise((resolve, reject) => {
    const begun = process.hrtime.bigint();
    const request = get(url, { agent, headers: { accept: "text/html", "accept-encoding": "br" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length));
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
        resolve({ ms: Number(process.hrtime.bigint() - begun) / 1e6, bytes });
      });
    });
    request.on("error", reject);
  });
}

/**
 * @param {{ url: string, pid: number }} product
 * @param {(number: number) => string} path which path the nth request asks for
 * @param {{ requests: number, connections: number }} how
 */
export async function load(product, path, { requests, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  for (let warm = 0; warm < 50; warm += 1) await once(new URL(path(warm), product.url), agent);
  const [before, begun] = [cpuSeconds(product.pid), process.hrtime.bigint()];
  /** @type {number[]} */
  const times = [];
  let next = 0;
  const connection = async () => {
    while (next < requests) {
      const number = next;
      next += 1;
      times.push((await once(new URL(path(number), product.url), agent)).ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    cpuMs: ((cpuSeconds(product.pid) - before) * 1000) / requests,
    p50: at(0.5),
    p99: at(0.99),
    perSecond: requests / seconds,
    residentMb: residentMb(product.pid),
  };
}
