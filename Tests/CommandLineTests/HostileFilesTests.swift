import Foundation
import TestSupport
import Testing

/// Files that are made to do harm, or were never bills: one error, nothing stored, no crash and no wait.
struct HostileFilesTests {
  /// What each file is, the Python that writes it into `path`, and the error without its file's name.
  private static let files: [(what: String, name: String, script: String, error: String)] = [
    (
      "a gzip bomb", "b.csv.gz",
      """
      with gzip.open(path, 'wb', compresslevel=9) as file:
          file.write(head + row)
          for _ in range(70): file.write(b' ' * (1 << 20) + b'\\n')
      """, bomb
    ),
    (
      "a zip bomb", "b.zip",
      """
      with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as file:
          file.writestr('b.csv', head + row + (b' ' * (1 << 20) + b'\\n') * 70)
      """, bomb
    ),
    (
      "a gigabyte without a line's end", "b.csv",
      "with open(path, 'wb') as file: file.write(head); file.truncate(1 << 30)",
      ":2: the row that begins here is over 64 MB long, as if a quote were never closed; check the quotes of "
        + "that line, or fetch the file again; nothing was imported"
    ),
    (
      "a million columns", "b.csv", "open(path, 'wb').write(head.strip() + b',c' * 10 ** 6 + b'\\n' + row)",
      ": has over 10000 columns, which no bill has; check its first line, or fetch the file again; nothing was "
        + "imported"
    ),
    (
      "a row of a million cells", "b.csv",
      "open(path, 'wb').write(head + row + b',' * 10 ** 6 + b'\\n' + row)",
      ":3: has 1000001 fields where the header has 10" + mend
    ),
    (
      "NUL bytes in a cost", "b.csv", "open(path, 'wb').write(head + row.replace(b'1.25', b'1\\x002'))",
      ":2: column BilledCost, value '1␀2': is no number" + mend
    ),
    (
      "nothing but NUL bytes", "b.csv", "open(path, 'wb').write(bytes(1000))",
      ": is no bill that Tarsier knows: its header begins with " + String(repeating: "␀", count: 40)
        + "…; Tarsier reads FOCUS 1.x, AWS CUR 1.0 and 2.0, and the AWS DBR as .csv, .csv.gz or .zip; see "
        + "docs/formats.md"
    ),
    (
      "a pipe", "b.csv", "os.mkfifo(path)",
      ": is a pipe, which can be read only once; read it as standard input: tarsier import - < b.csv"
    ),
    (
      "a pipe called a manifest", "b.json", "os.mkfifo(path)",
      ": is a pipe, which can be read only once; read it as standard input: tarsier import - < b.json"
    ),
    (
      "a link to a device", "b.csv", "os.symlink('/dev/zero', path)",
      ": is not a file; name a bill (.csv or .csv.gz) or a folder that holds some"
    ),
  ]

  private static let bomb =
    ": unpacks to over 200 times its size, as no bill does; fetch it again, or import it with --any-ratio if it "
    + "is meant to; nothing was imported"
  private static let mend =
    "; nothing was imported: mend or fetch the file again, or import the rest with --allow-rejects"

  private static func python(_ script: String, _ path: String) throws {
    let setup = """
      import gzip, os, sys, zipfile
      path, head, row = sys.argv[1], sys.argv[2].encode(), sys.argv[3].encode()

      """
    _ = try Program.python(setup + script, [path, BadInput.header, BadInput.row(1)])
  }

  @Test(arguments: files.indices)
  func isRefused(_ number: Int) throws {
    let (_, name, script, error) = Self.files[number]
    let input = try BadInput()
    try Self.python(script, input.folder.path(name))
    // Three bills of a gigabyte of address space would not fit, nor would the whole file.
    let result = try Program.run(
      "bash", ["-c", "ulimit -v 1000000; timeout 60 \(Binary.path) import \(name) --ledger l.sqlite"],
      in: input.folder.path)
    try input.expectRefused(result, name + error)
  }

  @Test("what is meant to unpack so far is imported")
  func anyRatio() throws {
    let folder = try TemporaryFolder()
    try Self.python(Self.files[0].script, folder.path("b.csv.gz"))
    let result = try Binary.run(
      ["import", "b.csv.gz", "--any-ratio", "--format", "csv", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 0 && result.out.contains("\nacme/2026-10,"), "\(result.err)")
  }

  @Test("pipes and devices in a folder are left out, and said to be")
  func oddThingsInAFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("bills/good.csv", BadInput.bill)
    for name in ["a.csv", "b.csv.gz", "m.json"] {
      try Self.python("os.mkfifo(path)", folder.path("bills/\(name)"))
    }
    try Self.python("os.symlink('/dev/zero', path)", folder.path("bills/z.csv"))
    let result = try Program.run(
      "timeout", ["60", Binary.path, "import", "bills", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("bills/a.csv was left out: it is a pipe, which can be read only once"))
    #expect(result.err.contains("bills/z.csv was left out: it is not a file"))
  }

  @Test(
    "a zip archive's paths are names and nothing more", arguments: ["../../up.csv", "/tmp/tarsier-root.csv"])
  func pathsInAnArchive(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("in/b.zip", "")
    try Self.python(
      "with zipfile.ZipFile(path, 'w') as file: file.writestr('\(name)', head + row)", folder.path("in/b.zip")
    )
    let result = try Binary.run(
      ["import", "in/b.zip", "--format", "csv", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 0 && result.out.contains("\nacme/2026-10,"), "\(result.err)")
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() == [
        "in", "in/b.zip", "l.sqlite",
      ])
    #expect(!FileManager.default.fileExists(atPath: "/tmp/tarsier-root.csv"))
  }

  @Test(
    "a manifest's parts are looked for beside it by their base names alone",
    arguments: ["../outside.csv", "/etc/passwd", "s3://bucket/../../outside.csv", "..", "/"])
  func pathsInAManifest(part: String) throws {
    let input = try BadInput()
    try input.folder.write("outside.csv", BadInput.bill)
    try input.folder.write(
      "in/m.json",
      """
      {"assemblyId": "1", "reportName": "r", "billingPeriod": {"start": "20261001T000000.000Z"}, \
      "reportKeys": ["\(part)"]}
      """)
    let error =
      "in/m.json: names the part \(part), which is not beside it; fetch the whole folder of that delivery; "
      + "nothing was imported"
    try input.expectRefused(input.run(["import", "in/m.json"]), error)
    try input.expectRefused(input.run(["import", "in"]), error)
  }

  @Test("bytes that are no text tell ids apart, are shown escaped, and leave the output whole")
  func bytesThatAreNoText() throws {
    let folder = try TemporaryFolder()
    try Self.python(
      """
      row = row.strip()
      open(path, 'wb').write(head.strip() + b',ResourceId\\n' + b''.join([
          row + b',i-\\xfe\\n', row + b',i-\\xff\\n', row + b',i-\\xff\\n',
          row.replace(b'Compute', b'\\xc3\\x28 Z\\xc3\\xbcrich') + b',\\0\\n']))
      """, folder.path("b.csv"))
    for reader in ["automatic", "libcsv"] {
      let result = try Binary.run(
        ["import", "b.csv", "--reader", reader, "--ledger", "l.sqlite"], in: folder.path)
      #expect(result.status == 0, "\(result.err)")
    }
    let cost = ["cost", "--ledger", "l.sqlite", "--by"]
    let csv = try Binary.run(cost + ["resource,service", "--format", "csv"], in: folder.path)
    #expect(
      csv.out.split(separator: "\n").sorted() == [
        "\0,\\xC3( Zürich,1.25,USD", "i-\\xFE,Compute,1.25,USD", "i-\\xFF,Compute,2.5,USD",
        "resource,service,cost,currency",
      ])
    let table = try Binary.run(cost + ["resource"], in: folder.path)
    #expect(table.out.contains("\n␀ ") && table.out.contains("\ni-\\xFF "))
    let rows = try jsonRows(Binary.run(cost + ["resource", "--format", "json"], in: folder.path))
    #expect(Set(rows.map { $0["resource"] as? String }) == ["\0", "i-\\xFE", "i-\\xFF"])
  }
}
