# Proves the server by programs that nobody here wrote: for each `with_*.py` beside this file starts a fresh
# demo, lets the program work on it, and prints what came of it. Ends with 1 if anything failed.
# Usage: run.py <path of fulcrum> <folder for what is installed> [part of a module's name …]. Needs the
# network, for installing only.
import importlib
import pathlib
import sys
import time
import traceback

import world

HERE = pathlib.Path(__file__).parent


def findings(module, fulcrum, home):
    """What a module found, and how its server did: name, whether it is good, detail."""
    rows = []
    with world.started(fulcrum, home) as context:
        try:
            rows += importlib.import_module(module).run(context)
        except (Exception, SystemExit) as error:  # whatever a program does, the others have their turn
            traceback.print_exc()
            rows.append(("(it ended early)", False, str(error)))
        if not rows:
            rows.append(("(it found nothing to tell)", False, ""))
    good = context.died is None and context.ended == 0
    log = "" if good else context.last_words
    rows.append(("the server lives to the end, and ends when told", good, log))
    return rows


def main():
    fulcrum, home, *wanted = sys.argv[1:]
    home = pathlib.Path(home)
    modules = sorted(file.stem for file in HERE.glob("with_*.py"))
    modules = [name for name in modules if not wanted or any(part in name for part in wanted)]
    failed = passed = 0
    for module in modules:
        print(f"running {module}", flush=True)
        begun = time.monotonic()
        for name, good, detail in findings(module, fulcrum, home):
            passed, failed = passed + bool(good), failed + (not good)
            print("pass" if good else "FAIL", module, name, detail, sep="  ", flush=True)
        print(f"  in {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
