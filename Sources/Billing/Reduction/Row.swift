/// One row of a bill: its bytes, and where each of its cells ends.
@safe struct Row {
  let bytes: UnsafePointer<UInt8>
  /// The position behind the last byte of each cell.
  let ends: UnsafePointer<UInt32>
  let start: Int
  let columns: Int
  /// The line of the file on which the row begins.
  let line: Int

  @inline(__always)
  func start(of column: Int) -> Int { unsafe column == 0 ? start : Int(ends[column - 1]) + 1 }

  @inline(__always)
  func end(of column: Int) -> Int { unsafe Int(ends[column]) }

  /// A cell as it stands in the file, quotes included.
  @inline(__always)
  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let start = start(of: column)
    return unsafe UnsafeBufferPointer(start: bytes + start, count: end(of: column) - start)
  }

  /// The row as plain CSV: the same from either reader, whatever the file's quotes and delimiters are.
  var plainText: String {
    var text: [UInt8] = []
    for column in 0..<columns {
      if column > 0 { text.append(UInt8(ascii: ",")) }
      var value = unsafe CSVText.value(cell(column))
      value.withUTF8 { unsafe CSVText.append($0, to: &text) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  var text: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: bytes + start, count: Int(ends[columns - 1]) - start)
  }
}

/// Columns that stand side by side in the file, hashed and compared as one stretch of bytes.
struct ColumnRun {
  let first: Int
  let last: Int

  static func runs(of columns: some Collection<Int>) -> [ColumnRun] {
    var runs: [ColumnRun] = []
    for column in columns.sorted() {
      if let run = runs.last, run.last + 1 == column {
        runs[runs.count - 1] = ColumnRun(first: run.first, last: column)
      } else {
        runs.append(ColumnRun(first: column, last: column))
      }
    }
    return runs
  }
}

/// What takes the rows of a file from either reader.
protocol RowConsumer: AnyObject {
  var layout: BillLayout { get }
  func add(_ row: Row)
  func reject(_ reject: Reject)
}
