internal import Synchronization

/// Answers of the ledger's present version; the next version starts with none.
final class AnswerCache: Sendable {
  struct Entry: Sendable {
    var content: Resource.Content
    /// The body as gzip; nil where that is no shorter.
    var packed: [UInt8]?

    var size: Int { content.body.count + (packed?.count ?? 0) }
  }

  private struct Store {
    var version: LedgerVersion?
    var entries: [String: Entry] = [:]
    var size = 0
  }

  /// In bytes.
  private let limit: Int
  private let store = Mutex(Store())

  init(limit: Int = 32 << 20) { self.limit = limit }

  func entry(_ address: String, _ version: LedgerVersion) -> Entry? {
    store.withLock { $0.version == version ? $0.entries[address] : nil }
  }

  func keep(_ entry: Entry, _ address: String, _ version: LedgerVersion) {
    // One that would push out most others is not worth it.
    guard entry.size < limit / 4 else { return }
    store.withLock { store in
      // Whoever asks again most is back at once: to forget all is simpler than to keep an order.
      if store.version != version || store.size + entry.size > limit {
        store = Store(version: version)
      }
      store.size += entry.size - (store.entries[address]?.size ?? 0)
      store.entries[address] = entry
    }
  }
}
