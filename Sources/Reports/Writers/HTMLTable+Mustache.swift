internal import Mustache

// A page has thousands of cells, and looking names up by reflection took a quarter of a report's time.

extension HTMLTable.Head: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "style": style
    case "hasBars": hasBars
    default: nil
    }
  }
}

extension HTMLTable.Line: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "isOthers": isOthers
    case "name": self.name
    case "fields": fields
    default: nil
    }
  }
}

extension HTMLTable.Field: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "style": style
    case "second": second
    case "bar": bar
    case "drawing": drawing
    default: nil
    }
  }
}
