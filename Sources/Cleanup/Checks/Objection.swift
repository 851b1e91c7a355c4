/// Why a resource is left alone.
enum Objection: Error, Equatable {
  /// It must not be touched.
  case refused(String)
  /// Something that must be known could not be found out.
  case unknown(String)

  var reason: String {
    switch self {
    case .refused(let reason), .unknown(let reason): reason
    }
  }

  /// The same for a longer reason.
  func because(_ reason: String) -> Objection {
    switch self {
    case .refused: .refused(reason)
    case .unknown: .unknown(reason)
    }
  }
}
