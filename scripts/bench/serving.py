"""How fast `tarsier serve` answers over a bill: pages, questions that no cache has seen, and the same ones again."""

import json
import pathlib
import statistics
import subprocess
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent

PAGES = {
    "Costs, a month by service and day": "/costs?by=service&per=day&from=2026-10-01&to=2026-11-01",
    "Costs, the same by hour": "/costs?by=service&per=hour&from=2026-10-01&to=2026-11-01",
    "Throughput": "/throughput?",
    "Commitments": "/commitments?",
    "Resources": "/resources?",
    "Findings": "/findings?",
    "Janitor": "/janitor?",
    "Reports": "/reports?",
    "Data": "/data?",
}
INVENTORY_PAGES = {
    "Resources": "/resources?",
    "Resources, a search": "/resources?q=00c35",
    "Findings": "/findings?",
    "Findings, those of one severity": "/findings?severity=high",
    "Zones": "/findings/zones?",
    "Data": "/data?",
    "Coverage": "/data/coverage?",
}


class Serving:
    """A server over one ledger, for as long as the block lasts."""

    def __init__(self, binary, ledger, config):
        self.command = [binary, "--ledger", ledger, "--config", config, "serve", "--port", "0", "--as-of", "2026-11-02"]

    def __enter__(self):
        self.process = subprocess.Popen([str(part) for part in self.command], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[1].rstrip("/;")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def seconds(self, path):
        start = time.perf_counter()
        with urllib.request.urlopen(self.url + path) as answer:
            answer.read()
        return time.perf_counter() - start

    def weight(self, path):
        """Bytes on the way of a page with its style and script, packed."""
        total = 0
        for part in (path, "/assets/dashboard.css", "/assets/dashboard.js"):
            request = urllib.request.Request(self.url + part, headers={"Accept-Encoding": "gzip"})
            with urllib.request.urlopen(request) as answer:
                total += len(answer.read())
        return total

    def first(self, path):
        """The median of five answers that no cache has: an empty answer's condition makes each a question of its own."""
        times = []
        for number in range(5):
            own = f"&where=invoice%21%3Dnone-{number}" if path.startswith(("/costs", "/throughput", "/commitments")) else ""
            times.append(self.seconds(path + own))
            if not own:
                break
        return statistics.median(times)

    def load(self, script, connections, seconds=8):
        """Requests a second, the 99th percentile in ms, and errors, as wrk sees them."""
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", HERE / script, self.url]
        run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
        return json.loads(run.stdout.splitlines()[-1])

    def peak(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024


def pages(server, wanted):
    """The lines of a table of first answers."""
    rows = [(name, server.first(path), server.weight(path)) for name, path in wanted.items()]
    for name, seconds, weight in rows:
        print(f"  {name}: {seconds * 1000:.0f} ms, {weight / 1000:.0f} kB", flush=True)
    return [
        "| page | first answer | weight with style and script, as gzip |", "| :-- | --: | --: |",
        *(f"| {name} | {seconds * 1000:.0f} ms | {weight / 1000:.0f} kB |" for name, seconds, weight in rows), "",
    ]  # fmt: skip


def bill(binary, ledger, config, what):
    """The lines of the section about a ledger with a bill: pages, and the load that they bear."""
    with Serving(binary, ledger, config) as server:
        server.seconds("/healthz")
        server.seconds("/costs?by=region")
        table = pages(server, PAGES)
        fresh = server.load("fresh.lua", connections=8)
        again = server.load("repeated.lua", connections=8)
        peak = server.peak()
    print(f"  fresh {fresh}, again {again}, {peak / 1e6:.0f} MB", flush=True)
    return [
        f"### {what}", "", *table,
        f"Mixed questions that no cache has seen, some fifty a second: {fresh['rate']:.0f} a second answered, the 99th "
        f"percentile {fresh['p99']:.0f} ms, {fresh['errors']} errors. The same pages again and again: "
        f"{again['rate']:,.0f} a second, the 99th percentile {again['p99']:.1f} ms, {again['errors']} errors. "
        f"Most memory: {peak / 1e6:,.0f} MB.",
    ]  # fmt: skip


def inventory(binary, ledger, config, what):
    """The lines of the section about a ledger with an inventory that was audited."""
    with Serving(binary, ledger, config) as server:
        server.seconds("/healthz")
        server.seconds("/costs?by=region")
        table = pages(server, INVENTORY_PAGES)
    return [f"### {what}", "", *table]
