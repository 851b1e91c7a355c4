extension TimeChart {
  /// The style sheet of charts over time and of small ones, in light and dark.
  ///
  /// It expects `--paper`, `--ink`, `--soft`, `--fine`, `--credit` and `--sans` of the page, and sets the colours of
  /// the series, `--s-1` to `--s-12` and `--s-others`.
  public static let css = String(decoding: PackageResources.time_chart_css, as: UTF8.self)
}
