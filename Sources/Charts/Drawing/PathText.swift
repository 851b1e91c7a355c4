/// Writes the `d` of a path: relative, so that it stays short, in tenths across and whole units down.
///
/// Positions are given as they are, not as steps: so no error of rounding adds up.
struct PathText {
  private var markup = Markup()
  private var (x, y) = (0, 0)
  /// What is not written yet, as the next stroke may go on straight.
  private var stroke = (dx: 0, dy: 0)

  mutating func move(x tenths: Int, y: Int) {
    flush()
    markup.put("M")
    markup.put(tenths: tenths)
    markup.put(" ")
    markup.put(y)
    (x, self.y) = (tenths, y)
  }

  mutating func line(x tenths: Int, y: Int) {
    let (dx, dy) = (tenths - x, y - self.y)
    (x, self.y) = (tenths, y)
    guard dx != 0 || dy != 0 else { return }
    if dy == 0, stroke.dy == 0, dx.signum() == stroke.dx.signum() {
      stroke.dx += dx
      return
    }
    flush()
    stroke = (dx, dy)
  }

  mutating func close() {
    flush()
    markup.put("z")
  }

  /// What was written, the last stroke too.
  mutating func finished() -> Markup {
    flush()
    return markup
  }

  private mutating func flush() {
    switch stroke {
    case (0, 0): return
    case (let dx, 0):
      markup.put("h")
      markup.put(tenths: dx)
    case (0, let dy):
      markup.put("v")
      markup.put(dy)
    case (let dx, let dy):
      markup.put("l")
      markup.put(tenths: dx)
      if dy > 0 { markup.put(" ") }
      markup.put(dy)
    }
    stroke = (0, 0)
  }
}
