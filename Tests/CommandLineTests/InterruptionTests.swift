import Foundation
import TestSupport
import Testing

/// What comes from outside while Tarsier writes: another writer, a full disk, a kill.
@Suite("Interruptions")
struct InterruptionTests {
  @Test func aSecondWriterWaitsAndIsTold() throws {
    let input = try BadInput()
    try input.folder.write("more.csv", BadInput.bill + BadInput.row(2))
    try input.folder.write("i/111111111111/us-east-1/ec2.describe-volumes.json", #"{"Volumes": []}"#)
    let script = """
      import sqlite3, subprocess, sys
      ledger = sqlite3.connect('l.sqlite', isolation_level=None)
      ledger.execute('BEGIN IMMEDIATE')
      commands = [
          ['import', 'more.csv'], ['audit'],
          ['inventory', 'load', 'i', '--taken-at', '2026-10-02'], ['cost', '--format', 'csv']]
      running = [subprocess.Popen([sys.argv[1], *c, '--ledger', 'l.sqlite'], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True) for c in commands]
      for process in running:
          print(process.communicate()[0], end='')
          print(process.returncode)
      """
    let result = try Program.run("python3", ["-c", script, Binary.path], in: input.folder.path)
    let refused =
      "error: l.sqlite: another tarsier is writing to this ledger; "
      + "wait until it is done and run the command again; nothing was changed\n1\n"
    expectSameLines(result.out, as: refused + refused + refused + "cost,currency\n2.5,USD\n0\n")
    #expect(try BadInput.digest(input.folder.path("l.sqlite")) == input.before)
  }

  @Test(arguments: [8, 64, 200]) func aLimitOnFilesIsLikeAFullDisk(kilobytes: Int) throws {
    let input = try BadInput()
    let rows = (0..<20_000).map {
      "acme,2026-10-01,2026-11-01,2026-10-01T00:00Z,2026-10-01T01:00Z,USD,0.\($0),1,Service \($0),Usage\n"
    }
    try input.folder.write("big.csv", BadInput.header + rows.joined())
    let result = try Program.run(
      "bash",
      [
        "-c", "trap '' XFSZ; ulimit -f \(kilobytes); exec \(Binary.path) import big.csv --ledger l.sqlite",
      ], in: input.folder.path)
    try input.expectRefused(
      result,
      "l.sqlite: the disk refuses what is written to it (disk I/O error); check its free space and its limits, "
        + "and run the command again; the ledger is as it was before")
    #expect(try Program.sqlite3(input.folder.path("l.sqlite"), "PRAGMA integrity_check") == "ok\n")
    #expect(try input.run(["cost", "--format", "csv"]).out == "cost,currency\n2.5,USD\n")
  }

  @Test(.enabled(if: tinyDiskIsPossible, "no tmpfs can be mounted here")) func aFullDisk() throws {
    let input = try BadInput()
    let rows = (0..<20_000).map {
      "acme,2026-10-01,2026-11-01,2026-10-01T00:00Z,2026-10-01T01:00Z,USD,0.\($0),1,Service \($0),Usage\n"
    }
    try input.folder.write("big.csv", BadInput.header + rows.joined())
    let result = try Program.run(
      "unshare",
      [
        "-m", "bash", "-c",
        """
        mkdir disk && mount -t tmpfs -o size=1200k none disk && cp l.sqlite disk && cd disk
        before=$(sha256sum < l.sqlite)
        \(Binary.path) import ../big.csv --ledger l.sqlite
        echo $? $([[ $before == $(sha256sum < l.sqlite) ]] && echo same)
        """,
      ], in: input.folder.path)
    #expect(result.out == "1 same\n")
    expectSameLines(
      result.err,
      as:
        "error: l.sqlite: the disk is full; make room and run the command again; the ledger is as it was before\n"
    )
  }

  private static let tinyDiskIsPossible: Bool = {
    let result = try? Program.run("unshare", ["-m", "bash", "-c", "mount -t tmpfs none /mnt"])
    return result?.status == 0
  }()

  @Test func aFullDiskUnderTheOutput() throws {
    let input = try BadInput()
    for command in ["cost", "bills", "sql 'SELECT 1'"] {
      let result = try Program.run(
        "bash", ["-c", "\(Binary.path) \(command) --ledger l.sqlite > /dev/full"], in: input.folder.path)
      try input.expectRefused(
        result,
        "standard output: No space left on device; check where the output goes, and run the command again")
    }
  }

  @Test func aReportThatCannotBeWritten() throws {
    let input = try BadInput()
    let result = try input.run([
      "report", "month", "2026-10", "--as-of", "2026-10-05", "--out", "good.csv/reports",
    ])
    try input.expectRefused(
      result,
      "good.csv/reports/2026-10.html: cannot be written: Not a directory; check the folder and its permissions, "
        + "or name another with --out")
  }

  @Test func aKillLeavesThePreviousState() throws {
    let folder = try TemporaryFolder()
    let generator = """
      import sys
      header = ('bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/LineItemType,'
                'lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAccountId,lineItem/ProductCode,'
                'lineItem/UsageType,lineItem/ResourceId,lineItem/UsageAmount,lineItem/CurrencyCode,'
                'lineItem/UnblendedCost,lineItem/LineItemDescription,resourceTags/user:team\\n')
      first, last = int(sys.argv[2]), int(sys.argv[3])
      with open(sys.argv[1], 'w') as file:
          file.write(header)
          for row in range(first, last):
              hour = row % 720
              start = f'2026-09-{hour // 24 + 1:02}T{hour % 24:02}:00:00Z'
              file.write(f'111111111111,2026-09-01T00:00:00Z,2026-10-01T00:00:00Z,Usage,{start},'
                         f'{start[:14]}59:59Z,222222222222,AmazonEC2,BoxUsage:m5.{row % 7}xlarge,i-{row // 72:017x},'
                         f'1,USD,0.{row:010},{"$0.192 per On Demand Linux m5.xlarge Instance Hour; " * 2},team-{row % 11}\\n')
      """
    _ = try Program.python(generator, [folder.path("small.csv"), "0", "5000"])
    _ = try Program.python(generator, [folder.path("big.csv"), "0", "110000"])
    #expect(try folder.bytes("big.csv").count > 30_000_000)
    func run(_ arguments: [String]) throws -> ProgramResult {
      try Binary.run(arguments + ["--ledger", "l.sqlite"], in: folder.path)
    }
    #expect(try run(["import", "small.csv"]).status == 0)
    let small = try run(["bills", "--format", "csv"]).out
    let ledger = try folder.bytes("l.sqlite")

    #expect(try run(["import", "big.csv"]).status == 0)
    let big = try run(["bills", "--format", "csv"]).out
    #expect(small != big)

    // Killed while it reads, and while it writes: once the write-ahead log has grown so far.
    let killer = """
      import os, subprocess, sys, time
      def size():
          try: return os.stat('l.sqlite-wal').st_size
          except FileNotFoundError: return 0
      seconds, bytes = float(sys.argv[2]), int(sys.argv[3])
      start = time.monotonic()
      process = subprocess.Popen([sys.argv[1], 'import', 'big.csv', '--ledger', 'l.sqlite'], stdout=subprocess.DEVNULL)
      while process.poll() is None and (time.monotonic() - start < seconds or size() < bytes): time.sleep(0.0005)
      process.kill()
      print(process.wait())
      """
    var killed = 0
    for (seconds, bytes) in [
      (0.1, 0), (0.4, 0), (0, 1), (0, 200_000), (0, 700_000),
    ] {
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: folder.path("l.sqlite\(suffix)"))
      }
      try folder.write("l.sqlite", ledger)
      let result = try Program.run(
        "python3", ["-c", killer, Binary.path, "\(seconds)", "\(bytes)"], in: folder.path)
      if result.out == "-9\n" { killed += 1 }
      let check = "PRAGMA integrity_check; PRAGMA foreign_key_check"
      #expect(try Program.sqlite3(folder.path("l.sqlite"), check) == "ok\n")
      let bills = try run(["bills", "--format", "csv"]).out
      // A kill after the commit leaves the new state; any before it the previous one.
      #expect(bills == small || (bytes > 0 && bills == big), "killed after \(seconds) s and \(bytes) bytes")
      // The new state is far larger, which an import without --replace takes for a mistake.
      #expect(try run(["import", "small.csv", "--replace"]).status == 0)
      #expect(try run(["bills", "--format", "csv"]).out == small)
    }
    #expect(killed >= 3)
  }
}
