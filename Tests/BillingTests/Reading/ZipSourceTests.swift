import Testing
import TestSupport

@testable import Billing

@Suite struct ZipSourceTests {
  /// Reads a file to its end through its source, in small steps.
  private func read(_ path: String, step: Int = 1000) throws -> [UInt8] {
    let source = try openByteSource(path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
    defer { unsafe buffer.deallocate() }
    var bytes: [UInt8] = []
    while case let count = try unsafe source.read(into: buffer), count > 0 {
      unsafe bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// Makes `bill.zip` by Python's own zipfile, which also writes zip64 where it is told to.
  private func archive(_ folder: TemporaryFolder, _ script: String) throws -> String {
    let path = folder.path("bill.zip")
    _ = try Program.python(
      "import zipfile, sys\npath = '\(path)'\ntext = 'a,b\\n' + '1,2\\n' * 50000\n" + script)
    return path
  }

  private static let text = Array(("a,b\n" + String(repeating: "1,2\n", count: 50_000)).utf8)

  @Test(arguments: ["ZIP_STORED", "ZIP_DEFLATED"]) func unpacksTheOneBill(method: String) throws {
    let folder = try TemporaryFolder()
    let path = try archive(
      folder,
      "z = zipfile.ZipFile(path, 'w', zipfile.\(method)); z.writestr('x/readme.txt', 'no'); z.writestr('../bill.CSV', text); z.close()"
    )
    #expect(try read(path) == Self.text)
  }

  @Test func readsZip64AndArchivesWithAComment() throws {
    let folder = try TemporaryFolder()
    let path = try archive(
      folder,
      """
      z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED)
      with z.open('bill.csv', 'w', force_zip64=True) as f: f.write(text.encode())
      z.comment = b'a comment'; z.close()
      """)
    #expect(try read(path) == Self.text)
  }

  @Test func refusesNoneOrSeveralBills() throws {
    let folder = try TemporaryFolder()
    let none = try archive(folder, "z = zipfile.ZipFile(path, 'w'); z.writestr('a.txt', 'no'); z.close()")
    #expect(throws: Problem.zipWithoutOneBill(none, [])) { try read(none) }
    let two = try archive(
      folder,
      "z = zipfile.ZipFile(path, 'w'); z.writestr('a.csv', text); z.writestr('b.csv', text); z.close()")
    #expect(throws: Problem.zipWithoutOneBill(two, ["a.csv", "b.csv"])) { try read(two) }
  }

  @Test func noticesDamageAndCuts() throws {
    let folder = try TemporaryFolder()
    let make =
      "z = zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED); z.writestr('a.csv', text); z.close(); d = bytearray(open(path,'rb').read())\n"
    let cut = try archive(folder, make + "open(path, 'wb').write(d[:len(d) // 2])")
    #expect(throws: Problem.cutShort(cut, "the zip archive has no directory")) { try read(cut) }
    let flipped = try archive(
      folder, make + "i = d.find(b'PK\\x01\\x02') + 16; d[i] ^= 1; open(path, 'wb').write(d)")
    #expect(throws: Problem.damagedZip(flipped)) { try read(flipped) }
  }
}

@Suite struct GzipSourceTests {
  @Test(
    "whatever the size of a step, the last bytes come out",
    arguments: [1, 7, 255, 256, 4096, 199_999, 200_004, 200_005, 1 << 20])
  func steps(step: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("bill.csv.gz")
    _ = try Program.python(
      "import gzip\nf = gzip.open('\(path)', 'wb'); f.write(b'a,b\\n' + b'1,2\\n' * 50000 + b'x'); f.close()")
    let source = try openByteSource(path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
    defer { unsafe buffer.deallocate() }
    var total = 0
    while case let count = try unsafe source.read(into: buffer), count > 0 { total += count }
    #expect(total == 200_005)
  }
}
