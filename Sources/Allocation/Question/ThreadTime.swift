internal import Glibc

/// How long the present thread has worked: time in which others had the processor does not count.
///
/// So a request's limit holds for its own work, however busy the machine is.
struct ThreadTime: Comparable {
  private var nanoseconds: Int

  static var now: ThreadTime {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return ThreadTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
  }

  static func < (a: ThreadTime, b: ThreadTime) -> Bool { a.nanoseconds < b.nanoseconds }

  func advanced(bySeconds seconds: Int) -> ThreadTime {
    ThreadTime(nanoseconds: nanoseconds + seconds * 1_000_000_000)
  }
}
