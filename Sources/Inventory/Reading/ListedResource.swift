internal import Billing

/// A resource that an answer lists, for asking further about it.
package struct ListedResource: Sendable {
  package let type: String
  package let id: String
  private let document: String

  /// The resources that an answer lists, of every type that it lists; none where it tells more of others' resources.
  ///
  /// - Parameter parent: the resource that was asked about, where the call is made for each.
  /// - Throws: a problem that names `place` where it is the answer of another call.
  package static func read(
    _ bytes: [UInt8], call: String, account: String, region: String, parent: String?, place: String
  ) throws -> [ListedResource] {
    let document = try parse(bytes, place: place)
    let reader = ResourceReader(account: account, region: region)
    var listed: [ListedResource] = []
    do throws(AnswerFault) {
      for type in ResourceCatalog.types(listedBy: call) {
        for record in try reader.records(of: type, in: document.root, parent: parent) {
          listed.append(ListedResource(type: type.name, id: record.id, document: record.document))
        }
      }
      // What cannot be loaded later had better be told now, as one call that did not come whole.
      for (detail, _) in ResourceCatalog.details(of: call) {
        _ = try reader.records(of: detail, in: document.root, resource: parent)
      }
      if call == UseMetric.call { _ = try UseSeries.read(document.root) }
    } catch { throw Problem.otherAnswer(place, call: call, error) }
    return listed
  }

  private static func parse(_ bytes: [UInt8], place: String) throws -> JSONDocument {
    do {
      return try JSONDocument(bytes)
    } catch { throw Problem.notJSON(place, error, in: bytes) }
  }

  /// The template with what is known of the resource; nil where it lacks something that stands in it.
  package func filled(_ template: String) -> String? {
    guard let root = try? JSONDocument(Array(document.utf8)).root else { return nil }
    return Template.text(template, of: id, root)
  }

  /// The value of one of its columns.
  package func column(_ name: String) -> String? {
    (try? JSONDocument(Array(document.utf8)))?.root.member(name)?.scalar
  }
}

/// What can be said of an answer without knowing what it is about.
package enum AnswerText {
  /// Why the text is no whole answer; nil where it is.
  package static func fault(_ bytes: [UInt8]) -> String? {
    do {
      _ = try JSONDocument(bytes)
      return nil
    } catch {
      return "the answer is not whole JSON: it \(error.reason)"
    }
  }

  /// The code in an error of the aws CLI.
  ///
  /// `An error occurred (AccessDenied) when calling the DescribeVolumes operation: …` gives `AccessDenied`;
  /// a text of another form has none.
  package static func errorCode(_ text: String) -> String? {
    let marker = "An error occurred ("
    guard let start = text.firstRange(of: marker)?.upperBound, let end = text[start...].firstIndex(of: ")")
    else { return nil }
    return String(text[start..<end])
  }

  /// A member of the answer's object that is one value, such as `Account` or `Credentials.SessionToken`.
  package static func value(_ path: String, in bytes: [UInt8]) -> String? {
    guard let root = try? JSONDocument(bytes).root else { return nil }
    return JSONPath(path).first(in: root)?.scalar
  }

  /// The values at a path, such as `Regions[].RegionName`.
  package static func values(_ path: String, in bytes: [UInt8]) -> [String] {
    guard let root = try? JSONDocument(bytes).root else { return [] }
    var values: [String] = []
    JSONPath(path).visit(root) { if let value = $0.scalar { values.append(value) } }
    return values
  }

  /// A text in quotes, as JSON has it.
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONEscapes.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
