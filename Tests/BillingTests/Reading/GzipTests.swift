import Foundation
import TestSupport
import Testing

@testable import Billing

/// Bills in gzip files.
struct GzipTests {
  /// Packs a text into members of so many bytes with Python's gzip.
  private static func members(_ text: String, of size: Int, _ folder: TemporaryFolder) throws -> String {
    let plain = try folder.write("plain.csv", text)
    let packed = folder.path("packed.csv.gz")
    let script = """
      import gzip, sys
      data = open(sys.argv[1], 'rb').read()
      with open(sys.argv[2], 'wb') as out:
        for start in range(0, len(data), int(sys.argv[3])):
          out.write(gzip.compress(data[start:start + int(sys.argv[3])], mtime=0))
      """
    _ = try Program.python(script, [plain, packed, String(size)])
    return packed
  }

  private static func bill(rows: Int) -> String {
    var bill = CurFile()
    for row in 0..<rows {
      bill.charge(["lineItem/ResourceId": "i-\(row % 7)", "lineItem/UnblendedCost": "0.\(row)"])
    }
    return bill.text
  }

  @Test("one member or many, borders anywhere", arguments: [1, 100, 999, 1 << 20])
  func membersOf(size: Int) throws {
    let folder = try TemporaryFolder()
    let text = Self.bill(rows: size == 1 ? 5 : 50)
    let packed = try Self.members(text, of: size, folder)
    let plain = BillText.read([folder.path("plain.csv")])
    let read = readBothWays([packed])
    #expect(read.lines.dropFirst() == plain.lines.dropFirst())
    #expect(!read.lines[0].hasPrefix("error"))
  }

  @Test("a file cut anywhere is refused, by both readers")
  func cutShort() throws {
    let folder = try TemporaryFolder()
    let packed = try Data(contentsOf: URL(filePath: Self.members(Self.bill(rows: 20), of: 300, folder)))
    let whole = try GzipMembers(packed)
    for length in 2..<packed.count where !whole.ends.contains(length) {
      let path = try folder.write("cut.csv.gz", packed.prefix(length))
      for reader in ReaderChoice.allCases {
        let lines = BillText.read([path], reader).lines
        #expect(
          lines.count == 1 && lines[0].contains("the gzip file ends in the middle: the file was cut short"),
          "\(length): \(lines[0])")
      }
    }
  }

  /// Where the members of a gzip file end, as Python finds them.
  private struct GzipMembers {
    var ends: Set<Int>

    init(_ packed: Data) throws {
      let folder = try TemporaryFolder()
      let path = try folder.write("whole.gz", packed)
      let script = """
        import sys, zlib
        data = open(sys.argv[1], 'rb').read(); position = 0
        while position < len(data):
          d = zlib.decompressobj(31); d.decompress(data[position:])
          position = len(data) - len(d.unused_data); print(position)
        """
      ends = Set(try Program.python(script, [path]).split(separator: "\n").compactMap { Int($0) })
    }
  }

  @Test("a damaged byte is noticed", arguments: [3, 40, 200])
  func damaged(at place: Int) throws {
    let folder = try TemporaryFolder()
    var packed = try Data(contentsOf: URL(filePath: Self.members(Self.bill(rows: 50), of: 1 << 20, folder)))
    let offset = place == 3 ? packed.count - 6 : place
    packed[offset] ^= 0x55
    let path = try folder.write("damaged.csv.gz", packed)
    for reader in ReaderChoice.allCases {
      #expect(BillText.read([path], reader).lines[0].hasPrefix("error: "))
    }
  }
}
