# Installs the programs in the versions pinned here, each into a folder of its own outside the checkout,
# because their dependencies contradict each other. What is installed already stays.
import hashlib
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PYTHON_PROGRAMS = ["tap-lever", "hrflow-connectors", "dlt", "mitmproxy"]
NODE_FILES = ["package.json", "package-lock.json", ".npmrc"]


def install_all(folder):
    for program in PYTHON_PROGRAMS:
        pins = HERE / "requirements" / f"{program}.txt"
        once(folder / program, [pins], lambda home: into_venv(home, pins))
    files = [HERE / name for name in NODE_FILES]
    once(folder / "node", files, lambda home: into_node_modules(home, files))


def once(home, pins, install):
    wanted = hashlib.sha256(b"".join(pin.read_bytes() for pin in pins) + sys.version.encode()).hexdigest()
    mark = home / ".installed"
    if mark.exists() and mark.read_text() == wanted:
        return
    print(f"installing {home.name}", flush=True)
    # Only ever a folder below the one given, never the one given.
    shutil.rmtree(home, ignore_errors=True)
    install(home)
    mark.write_text(wanted)


def into_venv(home, pins):
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    subprocess.run([home / "bin" / "python", "-m", "pip", "install", "--quiet", "--requirement", pins], check=True)


def into_node_modules(home, files):
    home.mkdir(parents=True)
    for file in files:
        shutil.copy(file, home)
    subprocess.run(["npm", "ci", "--silent"], cwd=home, check=True)
