import TestSupport
import Testing

@testable import tarsier

/// What an import shows on a terminal while it runs.
@Suite("Progress of an import")
struct ImportProgressTests {
  @Test(arguments: [
    (0, 0, 5_000_000, 200, "[--------------------] 0 rows, 0 of 5 MB, 0 MB/s"),
    (1_234, 1_000_000, 4_000_000, 500, "[#####---------------] 1,234 rows, 1 of 4 MB, 2 MB/s, 1 s left"),
    (
      9_999_999, 4_655_000_000, 9_310_000_000, 7_000,
      "[##########----------] 9,999,999 rows, 4,655 of 9,310 MB, 665 MB/s, 7 s left"
    ),
    // A file that is read twice.
    (20, 3_000_000, 2_000_000, 1_000, "[####################] 20 rows, 2 of 2 MB, 2 MB/s, 0 s left"),
    (0, 0, 0, 0, "[--------------------] 0 rows, 0 of 0 MB, 0 MB/s"),
  ])
  func line(rows: Int, bytes: Int, total: Int, milliseconds: Int, line: String) {
    let shown = ImportProgress.line(rows: rows, bytes: bytes, total: total, milliseconds: milliseconds)
    #expect(shown == line)
    #expect(shown.count < 80)
  }

  @Test("a line that moves and goes on a terminal, and nothing in a pipe") func onATerminal() throws {
    let folder = try TemporaryFolder()
    let script = """
      import os, pty, sys
      tarsier = sys.argv[1]
      row = open('row.csv').read().split('\\n')
      with open('bill.csv', 'w') as bill:
          bill.write(row[0] + '\\n')
          for _ in range(1000000): bill.write(row[1] + '\\n')
      shown = b''
      process, terminal = pty.fork()
      if process == 0:
          os.execv(tarsier, [tarsier, 'import', 'bill.csv', '--ledger', 'l.sqlite', '--format', 'json'])
      while True:
          try: part = os.read(terminal, 65536)
          except OSError: break
          if not part: break
          shown += part
      status = os.waitpid(process, 0)[1]
      lines = shown.decode().split('\\r\\x1b[K')
      print(status, ' rows, ' in lines[1], lines[1].startswith('['), lines[-1].lstrip().startswith('['))
      """
    try folder.write("row.csv", BadInput.header + BadInput.row(1))
    let shown = try Program.run("python3", ["-c", script, Binary.path], in: folder.path)
    #expect(shown.out == "0 True True True\n", "\(shown.err)")
    let piped = try Binary.run(
      ["import", "bill.csv", "--ledger", "other.sqlite", "--format", "json"], in: folder.path)
    #expect(piped.err == "")
  }
}
