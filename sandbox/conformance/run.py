# Proves the sandbox by programs that nobody here wrote: installs them, starts `fulcrum sandbox`, fills it,
# lets each program work on it, and prints what came of each endpoint. Ends with 1 if anything failed.
# Usage: run.py <path of fulcrum> <folder for what is installed>. Needs the network, for installing only.
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import install
import lever

HERE = pathlib.Path(__file__).parent
PROGRAM_SECONDS = 900

Row = collections.namedtuple("Row", "program endpoint records how passed")


def programs(home):
    """Name with version, and the command."""

    def python(program, script):
        return [home / program / "bin" / "python", HERE / script]

    yield "tap-lever 1.1.0", python("tap-lever", "with_tap_lever.py")
    yield "dlt 1.31.0", python("dlt", "with_dlt.py")
    yield "hrflow-connectors 4.28.0", python("hrflow-connectors", "with_hrflow.py")
    # Node looks for packages from where the importing file lies.
    before, script = (shutil.copy(HERE / name, home / "node") for name in ("through_proxy.mjs", "with_lever_js.mjs"))
    yield "lever-js 0.1.9", ["node", "--import", before, script]


def run(program, command, world, environment, log):
    """Lets a program work; its findings against what the account had when it began."""
    wanted = world.wanted()
    with open(log, "w", encoding="utf-8") as errors:
        done = subprocess.run(
            command, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=errors,
            text=True, timeout=PROGRAM_SECONDS, check=False,
        )
    rows = [judge(program, json.loads(line), wanted) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0:
        last = pathlib.Path(log).read_text(encoding="utf-8").strip().splitlines()[-8:]
        rows.append(Row(program, "(it ended early)", "", f"exit {done.returncode}: " + " | ".join(last), False))
    return rows


def judge(program, finding, wanted):
    endpoint, how = finding["endpoint"], finding["how"]
    if "passed" in finding:
        return Row(program, endpoint, finding.get("records", ""), how, finding["passed"])
    got, want = sorted(finding["got"]), sorted(wanted[finding["kind"]])
    if got != want:
        how += f": {len(want)} wanted, {len(set(want) - set(got))} missing, "
        how += f"{len(set(got) - set(want))} unknown, {len(got) - len(set(got))} twice"
    return Row(program, endpoint, len(got), how, got == want)


def show(rows):
    widths = [max(len(str(row[column])) for row in rows) for column in range(3)]
    for row in rows:
        cells = (str(cell).ljust(width) for cell, width in zip(row, widths))
        print("pass" if row.passed else "FAIL", *cells, row.how, sep="  ")


def main():
    fulcrum, home = sys.argv[1], pathlib.Path(sys.argv[2])
    install.install_all(home)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with (
            lever.sandbox(fulcrum, folder / "sandbox.log") as world,
            lever.proxy(home / "mitmproxy", folder, world) as environment,
        ):
            world.fill()
            environment = {**environment, "LEVER_URL": world.url, "LEVER_KEY": world.key}
            for name, command in programs(home):
                print(f"running {name}", flush=True)
                begun = time.monotonic()
                found = run(name, command, world, environment, folder / "program.log")
                print(f"  {len(found)} findings in {time.monotonic() - begun:.0f} s", flush=True)
                rows += found
    show([Row("program", "endpoint", "records", "what was compared", True), *rows])
    failed = sum(not row.passed for row in rows)
    print(f"{len(rows) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
