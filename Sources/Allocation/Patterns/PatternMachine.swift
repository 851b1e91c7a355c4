/// Runs a pattern over texts, with the same memory for each.
final class PatternMachine {
  /// Where a path began and ended the wanted group; -1 where it did not.
  struct Marks {
    var start = -1
    var end = -1
  }

  private struct Thread {
    var step: Int
    var marks: Marks
  }

  private let steps: [PatternProgram.Step]
  private let sets: [ScalarSet]
  private let isAnchored: Bool
  /// Added to positions, so that those of an earlier text are not taken for this one's.
  private var base = 0
  private var current: [Thread] = []
  /// The paths at the next character, the preferred first; each is at a set or at the match.
  private var threads: [Thread] = []
  private var pending: [Thread] = []
  /// The position at which a step was last reached, so that none is followed twice at one place.
  private var reached: [Int]

  init(_ program: PatternProgram, isAnchored: Bool) {
    steps = program.steps
    sets = program.sets
    self.isAnchored = isAnchored
    reached = Array(repeating: -1, count: steps.count)
  }

  /// - Parameter stopsAtFirst: whether it is enough to know that there is a match.
  func run(_ text: String.UnicodeScalarView, stopsAtFirst: Bool) -> Marks? {
    var rest = text.makeIterator()
    var before: Unicode.Scalar?
    var here = rest.next()
    var position = 0
    var matched: Marks?
    threads.removeAll(keepingCapacity: true)
    // One more than the last position, which is one behind the last character.
    defer { base += position + 2 }
    while true {
      // A later beginning counts only while no earlier one has led to a match.
      if matched == nil, position == 0 || !isAnchored {
        follow(Thread(step: 0, marks: Marks()), position, before, here)
      }
      swap(&current, &threads)
      threads.removeAll(keepingCapacity: true)
      if current.isEmpty, matched != nil || isAnchored { return matched }
      let after = here == nil ? nil : rest.next()
      for thread in current {
        guard case .set(let set) = steps[thread.step] else {
          matched = thread.marks
          break
        }
        if let here, sets[set].contains(here) {
          follow(Thread(step: thread.step + 1, marks: thread.marks), position + 1, here, after)
        }
      }
      guard here != nil, matched == nil || !stopsAtFirst else { return matched }
      (before, here) = (here, after)
      position += 1
    }
  }

  /// Adds the sets and matches that a path reaches without a character.
  private func follow(
    _ thread: Thread, _ position: Int, _ before: Unicode.Scalar?, _ here: Unicode.Scalar?
  ) {
    pending.append(thread)
    while var thread = pending.popLast() {
      guard reached[thread.step] != base + position else { continue }
      reached[thread.step] = base + position
      switch steps[thread.step] {
      case .set, .match: threads.append(thread)
      case .jump(let target):
        thread.step = target
        pending.append(thread)
      case .split(let first, let second):
        pending.append(Thread(step: second, marks: thread.marks))
        thread.step = first
        pending.append(thread)
      case .mark(let isEnd):
        if isEnd { thread.marks.end = position } else { thread.marks.start = position }
        thread.step += 1
        pending.append(thread)
      case .start: if before == nil { goOn(thread) }
      case .end: if here == nil { goOn(thread) }
      case .wordBoundary(let isOne): if (isWord(before) != isWord(here)) == isOne { goOn(thread) }
      }
    }
  }

  private func goOn(_ thread: Thread) {
    pending.append(Thread(step: thread.step + 1, marks: thread.marks))
  }

  private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(ScalarSet.wordCharacters.contains) ?? false
  }
}
