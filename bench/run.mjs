// What it costs: plays `fulcrum demo --once` for 200 candidates and looks at an idle server.
// Prints a table, and writes bench/out/demo.json. Usage: node bench/run.mjs <path of fulcrum>
// Real postings are used where FULCRUM_SHARED (or ../shared beside the checkout) has them.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CANDIDATES = 200;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = process.argv[2];
if (!program || !existsSync(program)) {
  console.error("usage: node bench/run.mjs <path of fulcrum>");
  process.exit(2);
}
const shared = process.env.FULCRUM_SHARED ?? join(root, "..", "shared");
const postings = join(shared, "lever", "postings");
const real = existsSync(postings);

/** A line of /proc/<pid>/status in bytes; null once the process is gone. */
function memory(pid, line) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(status.match(new RegExp(`${line}:\\s+(\\d+) kB`))[1]) * 1024;
  } catch {
    return null;
  }
}

async function once(folder) {
  const args = ["demo", "--once", "--json", "--candidates", String(CANDIDATES), "--out", folder];
  if (real) args.push("--postings", postings);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, memory(child.pid, "VmHWM") ?? 0);
  }, 100);
  let output = "";
  for await (const chunk of child.stdout) output += chunk;
  const code = await new Promise((end) => child.once("close", end));
  clearInterval(looking);
  if (code !== 0) throw new Error(`fulcrum demo --once ended with ${code}`);
  return { summary: JSON.parse(output), peak };
}

/** A server with nothing to do, a second after it says that it runs. */
async function idle(folder) {
  const env = {
    ...process.env,
    FULCRUM__SERVER__BIND: "127.0.0.1:0",
    FULCRUM__STORE__URL: `sqlite://${join(folder, "idle.db")}?mode=rwc`,
    FULCRUM__SECRET__KEY_FILE: join(folder, "idle.key"),
  };
  const child = spawn(program, ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((ready) => child.stdout.once("data", ready));
  await new Promise((later) => setTimeout(later, 1000));
  const bytes = memory(child.pid, "VmRSS");
  child.kill("SIGTERM");
  await new Promise((end) => child.once("close", end));
  return bytes;
}

const folder = mkdtempSync(join(tmpdir(), "fulcrum-bench-"));
try {
  const { summary, peak } = await once(join(folder, "reports"));
  const idleBytes = await idle(folder);
  const seconds = summary.wall_ms / 1000;
  const pdfs = summary.pipelines.filter((pipeline) => pipeline.pdf);
  const pdfBytes = pdfs.reduce((sum, { pdf }) => sum + statSync(pdf).size, 0) / pdfs.length;
  const mib = (bytes) => Math.round((bytes / 1024 / 1024) * 10) / 10;
  const measures = {
    candidates: summary.candidates,
    postings: summary.postings,
    wall_seconds: Math.round(seconds * 10) / 10,
    pipelines_per_second: Math.round((summary.candidates / seconds) * 10) / 10,
    pdfs_per_second: Math.round((summary.reports_rendered / seconds) * 10) / 10,
    pdf_kilobytes_mean: Math.round(pdfBytes / 1000),
    peak_mib_all_three: mib(peak),
    idle_server_mib: mib(idleBytes),
  };
  console.table(measures);
  if (!real) console.log("NO REAL POSTINGS: the sandbox's samples were used");
  const out = join(root, "bench", "out");
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "demo.json"), `${JSON.stringify(measures, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
