"""The aws command, started once: each call runs in a fork of it, which saves the half second of its start.

Reads a call a line, as JSON: {"arguments": [...], "environment": {...}}; answers each with a line
{"status": 0, "out": "...", "err": "..."}.
"""

import json
import os
import sys
import tempfile

import awscli.clidriver

driver = awscli.clidriver.create_clidriver()
for service in ("ec2", "autoscaling", "elb", "elbv2", "rds", "logs"):
    driver.session.get_service_model(service)

for line in sys.stdin:
    call = json.loads(line)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            os.environ.update(call["environment"])
            status = 1
            try:
                status = driver.main(call["arguments"])
            except SystemExit as exit:
                status = exit.code
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status or 0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        print(json.dumps({"status": status, "out": out.read().decode(), "err": err.read().decode()}), flush=True)
