/// Values of tags that would do harm where they were taken for anything but text.
public enum HostileNames {
  public static let all = [
    "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)",
    "javascript:alert(1)", "</title><img src=x onerror=alert(1)>", "\u{202E}tfel ot thgir", "שלום עולם",
    "🦧 & 🐒", "{{{content}}}", "a,b=c~d!e", "%3Cb%3E", String(repeating: "long ", count: 2_000),
  ]
}
