# Judges PDFs, in the Python that has the programs; prints a list of name, whether it is good, detail, as JSON.
# Usage: judge_pdf.py <text that the sample with odd texts has> <file>...
import json
import pathlib
import subprocess
import sys

import page
import pikepdf
import pymupdf

PROFILES = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}
# Takes a carriage return that is a stream's last byte, as one in 256 of what is compressed has, for a part of
# the line's end behind it, so that the length seems wrong by one. Lengths are looked at by qpdf, too.
MISREADS_LAST_BYTE = "PDFA2A-STREAM-LENGTH-001"


def failed_rules(file, report):
    rules = {failure.rule_id for failure in report.failures}
    if b"\r\nendstream" in file.read_bytes():
        rules.discard(MISREADS_LAST_BYTE)
    return sorted(rules)


def conformance(files):
    for profile, name in PROFILES.items():
        wrong = []
        for file in files:
            report = page.validate_pdf(file, profile=profile)
            rules = failed_rules(file, report)
            if rules or not (report.is_compliant or report.failures):
                wrong.append(f"{file.name}: {', '.join(rules)}")
        yield f"page-validation finds {name}", not wrong, "; ".join(wrong) or f"{len(files)} files"


def structure(files):
    wrong = []
    for file in files:
        with pikepdf.open(file) as pdf:
            wrong += [f"{file.name}: {problem}" for problem in pdf.check_pdf_syntax()]
    yield "qpdf finds nothing wrong", not wrong, "; ".join(wrong)


def heard(files):
    program = pathlib.Path(sys.executable).with_name("outloud")
    done = subprocess.run([program, "--quiet", *files], capture_output=True, text=True, timeout=600)
    yield "outloud finds no error", done.returncode == 0, "" if done.returncode == 0 else done.stdout[-500:]


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())


def text(hostile, files):
    odd = [file for file in files if file.name.startswith("odd-")]
    for file in odd:
        with pymupdf.open(file) as pdf:
            said = squeezed("".join(sheet.get_text() for sheet in pdf))
        yield f"hostile text comes out as it went in, {file.name}", squeezed(hostile) in said, ""
    yield "hostile text was looked for", bool(odd), ""


def main():
    hostile, *names = sys.argv[1:]
    files = [pathlib.Path(name) for name in names]
    found = [*conformance(files), *structure(files), *heard(files), *text(hostile, files)]
    json.dump(found, sys.stdout)


main()
