/// What differs between two texts, line by line, with two lines around each change.
public struct LineDiff: CustomStringConvertible {
  private enum Line {
    case same(Substring), missing(Substring), new(Substring)

    var isSame: Bool { if case .same = self { true } else { false } }

    var text: String {
      switch self {
      case .same(let line): "  \(line)"
      case .missing(let line): "- \(line)"
      case .new(let line): "+ \(line)"
      }
    }
  }

  private var lines: [Line] = []

  public init(from old: String, to new: String) {
    let old = old.split(separator: "\n", omittingEmptySubsequences: false)
    let new = new.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = new.difference(from: old)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var (o, n) = (0, 0)
    while o < old.count || n < new.count {
      if removed.contains(o) {
        lines.append(.missing(old[o]))
        o += 1
      } else if inserted.contains(n) {
        lines.append(.new(new[n]))
        n += 1
      } else {
        lines.append(.same(new[n]))
        o += 1
        n += 1
      }
    }
  }

  public var description: String {
    let missing = lines.count { if case .missing = $0 { true } else { false } }
    let new = lines.count { if case .new = $0 { true } else { false } }
    var text =
      "\(missing) \(missing == 1 ? "line is" : "lines are") missing, \(new) \(new == 1 ? "is" : "are") new"
    var skipped = false
    for index in lines.indices {
      let near = lines[max(0, index - 2)...min(lines.count - 1, index + 2)]
      if near.allSatisfy(\.isSame) {
        skipped = true
        continue
      }
      if skipped { text += "\n  ⋮" }
      skipped = false
      text += "\n" + lines[index].text
    }
    return text
  }
}
