internal import Glibc

extension Problem {
  static func cannotRead(_ path: String, _ code: Int32) -> Problem {
    Problem(
      path, unsafe "cannot be read: \(String(cString: strerror(code)))",
      remedy: "check the path and your permissions; nothing was imported")
  }

  static func notAFile(_ path: String, isPipe: Bool) -> Problem {
    Problem(
      path, isPipe ? "is a pipe, which can be read only once" : "is not a file",
      remedy: isPipe
        ? "read it as standard input: tarsier import - < \(path)"
        : "name a bill (.csv or .csv.gz) or a folder that holds some")
  }

  static func cutShort(_ file: String, _ how: String) -> Problem {
    Problem(file, "\(how): the file was cut short", remedy: "fetch it again; nothing was imported")
  }

  static func changedWhileRead(_ file: String) -> Problem {
    Problem(
      file, "changed while it was read",
      remedy: "wait until it is written as a whole and import it again; nothing was imported")
  }

  static func filesRepeat(_ a: String, _ b: String) -> Problem {
    Problem(
      b, "has line items that \(a) has as well, as two deliveries of one bill do",
      remedy: "import only the newer one, or a folder with its manifest; nothing was imported")
  }

  static func unpacksTooFar(_ file: String, most: Int) -> Problem {
    Problem(
      file, "unpacks to over \(most) times its size, as no bill does",
      remedy: "fetch it again, or import it with --any-ratio if it is meant to; nothing was imported")
  }

  static func damagedGzip(_ file: String) -> Problem {
    Problem(
      file, "the gzip data is damaged",
      remedy: "fetch it again and test it with gzip -t; nothing was imported")
  }

  static func damagedZip(_ file: String) -> Problem {
    Problem(
      file, "the zip archive is damaged",
      remedy: "fetch it again and test it with unzip -t; nothing was imported")
  }

  static func zipWithoutOneBill(_ file: String, _ names: [String]) -> Problem {
    Problem(
      file,
      names.isEmpty
        ? "the zip archive holds no .csv file" : "the zip archive holds \(names.count) .csv files",
      remedy: "unpack it and name the folder; a provider's archive holds one bill")
  }

  static func rowTooLong(_ file: String, line: Int) -> Problem {
    Problem(
      "\(file):\(line)", "the row that begins here is over 64 MB long, as if a quote were never closed",
      remedy: "check the quotes of that line, or fetch the file again; nothing was imported")
  }

  static func tooManyColumns(_ file: String, most: Int) -> Problem {
    Problem(
      file, "has over \(most) columns, which no bill has",
      remedy: "check its first line, or fetch the file again; nothing was imported")
  }

  static func emptyFile(_ file: String) -> Problem {
    Problem(file, "is empty", remedy: "a bill has a header row at least; fetch it again")
  }

  static func missingColumn(_ column: String, file: String) -> Problem {
    Problem(
      file, "has no column \(column), without which it cannot be read as a bill",
      remedy: "export it with that column, or say what holds for all rows: --assume \(column)=VALUE")
  }

  static func unsupportedFormat(_ format: String, file: String, instead: String) -> Problem {
    Problem(file, "is \(format), which Tarsier does not read", remedy: "\(instead) instead")
  }

  static func notABill(_ header: Header) -> Problem {
    let names = header.names.filter { !$0.isEmpty }.prefix(4).map { $0.count > 40 ? $0.prefix(40) + "…" : $0 }
      .joined(separator: ", ")
    return Problem(
      header.file,
      "is no bill that Tarsier knows: its header begins with \(names.isEmpty ? "nothing" : names)",
      remedy:
        "Tarsier reads FOCUS 1.x, AWS CUR 1.0 and 2.0, and the AWS DBR as .csv, .csv.gz or .zip; see docs/formats.md"
    )
  }

  static func periodsDiffer(_ bill: BillKey, file: String) -> Problem {
    Problem(
      file, "bill \(bill) has billing periods of different lengths",
      remedy: "import its files one by one, or mend the column of the period's end; nothing was imported")
  }

  static func sumsTooLarge(_ bill: BillKey, file: String) -> Problem {
    Problem(
      file, "the costs of bill \(bill) add up to more than 128 bits hold at its decimals",
      remedy: "check the file for figures that are far too large; nothing was imported")
  }

  static func missingPart(_ part: String, manifest: String) -> Problem {
    Problem(
      manifest, "names the part \(part), which is not beside it",
      remedy: "fetch the whole folder of that delivery; nothing was imported")
  }

  static func noBills(_ paths: [String], _ leftOut: [LeftOut]) -> Problem {
    let seen = leftOut.prefix(5).map { "\n  \($0.path): \($0.reason)" }.joined()
    return Problem(
      paths.joined(separator: ", "),
      seen.isEmpty ? "holds no files" : "holds no bill among \(leftOut.count) files:\(seen)\n",
      remedy: "name the folder that the provider delivers into; Tarsier reads .csv, .csv.gz and .zip")
  }

  /// A bill that two deliveries of one import claim.
  public static func billTwice(_ bill: BillKey, _ a: String, _ b: String) -> Problem {
    Problem(
      b, "holds bill \(bill), which \(a) of the same import holds as well",
      remedy: "import the one that is right")
  }

  static func rejected(_ rejects: [Reject], count: Int) -> Problem {
    let first = rejects.prefix(Reducer.shownRejects)
    let lines = first.map { reject in
      let column = reject.column.map { "column \($0), value '\(reject.value)': " } ?? ""
      return "\(reject.file):\(reject.line): \(column)\(reject.reason)"
    }
    let place = first.first.map { "\($0.file):\($0.line)" } ?? "bill"
    let what =
      count == 1
      ? lines.joined().dropping(place: place)
      : "\(count) rows cannot be read\(count > Reducer.shownRejects ? "; the first ten are" : ""):\n  \(lines.joined(separator: "\n  "))\n"
    return Problem(
      place, what,
      remedy: "nothing was imported: mend or fetch the file again, or import the rest with --allow-rejects")
  }
}

extension String {
  fileprivate func dropping(place: String) -> String {
    hasPrefix(place + ": ") ? String(dropFirst(place.count + 2)) : self
  }
}
