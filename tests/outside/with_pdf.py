# Reports held to their standards by programs that nobody here wrote: page-validation (PDF/A-2a and PDF/UA-1, after
# veraPDF's corpus), outloud (PDF/UA-1 and what a screen reader hears), qpdf (by pikepdf: the file itself) and MuPDF
# (what text comes out again). Reports of a whole server, and every sample in every language.
import json
import pathlib
import subprocess

SECONDS = 900
CANDIDATES = "6"
ROOT = pathlib.Path(__file__).parents[2]
# As the sample with odd texts has it: it must come out as it went in, and never be run.
HOSTILE = "#set page(width: 1pt) <label> @ref `raw` // comment /* x */"
JUDGE = pathlib.Path(__file__).with_name("judge_pdf.py")


def run(context):
    python = context.python("pdf")
    folder = context.folder / "pdf"
    made = made_by_a_server(context, folder / "server")
    yield "a server makes reports", made.returncode == 0, tail(made)
    render = ["cargo", "run", "--locked", "--quiet", "-p", "reports", "--example", "render", "--"]
    samples = finished([*render, str(folder / "samples")], cwd=ROOT)
    yield "the samples are made", samples.returncode == 0, tail(samples)
    files = sorted(folder.rglob("*.pdf"))
    yield "there are reports of both", len(files) > 20, f"{len(files)} files"
    judged = finished([str(python), "-B", str(JUDGE), HOSTILE, *map(str, files)])
    if judged.returncode != 0:
        yield "the programs judge them", False, tail(judged)
        return
    for name, good, detail in json.loads(judged.stdout):
        yield name, good, detail


def made_by_a_server(context, folder):
    options = ["--once", "--json", "--candidates", CANDIDATES, "--out", str(folder)]
    return finished([str(context.fulcrum), "demo", *options], cwd=context.folder)


def finished(command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, **options)


def tail(done):
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-500:]
