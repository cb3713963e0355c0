"""Runs the commands of a pipeline in their order, with a stand-in for cargo that notes how it was called and gives the program that is there.

    python pipeline.py FOLDER FILE
"""

import os
import pathlib
import subprocess
import sys
import tempfile

from ruamel.yaml import YAML

folder, file = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
commit = "0123456789abcdef0123456789abcdef01234567"
wanted = ["install", "--locked", "--root", ".peerpress", "--git", "https://code.example.org/peerpress.git", "--rev", commit, "peerpress"]

with tempfile.TemporaryDirectory() as tools:
    cargo = pathlib.Path(tools, "cargo")
    cargo.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >"{tools}/called"\nmkdir -p .peerpress/bin\nln -sf "$PEERPRESS" .peerpress/bin/peerpress\n')
    cargo.chmod(0o755)
    settings = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}

    def run(command, **more):
        """As a runner does: a shell that stops at the first command that fails."""
        subprocess.run(["bash", "-eo", "pipefail", "-c", command], cwd=folder, check=True, env={**settings, **more})

    if file.suffix == ".sh":
        run(f"sh {file.name}")
        published, base = folder / "public", "https://network.example/safety/"
    elif file.name == ".gitlab-ci.yml":
        pipeline = YAML(typ="safe").load(file)
        settings.update(pipeline["variables"], CI_PAGES_URL="https://group.example/site")
        for job in ("check", "pages"):
            for command in [*pipeline["before_script"], *pipeline[job]["script"]]:
                run(command)
        published, base = folder / pipeline["pages"]["artifacts"]["paths"][0], "https://group.example/site/"
        assert (published / "index.html.gz").exists() and (published / "index.html.br").exists()
    else:
        workflow = YAML(typ="safe").load(file)
        settings.update(workflow["env"])
        base = "https://network.example/safety/"
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        for step in steps:
            if "run" in step:
                if "BASE_URL" in step.get("env", {}):
                    # What actions/configure-pages gives: without a slash at its end.
                    base = "https://group.example/site/"
                    run(step["run"], BASE_URL=base[:-1])
                else:
                    run(step["run"])
        uploads = [step["with"] for step in steps if "with" in step and ("path" in step["with"] or "app_location" in step["with"])]
        published = folder / uploads[-1].get("app_location", uploads[-1].get("path"))
        if "azure" in str(file):
            assert (published / "staticwebapp.config.json").exists()
        # Nothing is published from a pull request, and its code never sees a secret.
        for step in steps:
            if "secrets." in str(step) or "upload" in step.get("uses", ""):
                assert "pull_request" in step.get("if", ""), step
    called = pathlib.Path(tools, "called").read_text().split()
    assert called == wanted, called

assert f"<loc>{base}</loc>" in (published / "sitemap.xml").read_text(), base
pretty = "cloudflare" in str(folder)
assert ("/index.html" not in (published / "index.html").read_text()) == pretty
subprocess.run([os.environ["PEERPRESS"], "verify", "--quiet", str(published)], check=True)
