// swift-tools-version: 6.3
import PackageDescription

/// The language settings of every target: strict concurrency, imports and memory safety, and no warning is let through.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// Run-time checks of exclusive access cost the reader and the packer of bills, and the engine that answers
/// questions, up to a fifth of their time; debug builds, in which all tests run, keep them.
let unchecked: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// The modules are optimised in debug builds too.
///
/// The tests spend most of their time in them, and take half of it so. No check goes: overflow, bounds and exclusive
/// access trap as ever, and so do assertions and the bounds of unsafe buffers, which are for debug builds alone, by
/// `-assert-config`. A debugger sees fewer variables; who needs them takes these flags out. The command line and the
/// tests stay as they are: they are built after every change.
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))
]

/// One module of the design; it may import only what is named here.
func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house + optimised)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: house)
}

let package = Package(
  name: "tarsier",
  products: [.executable(name: "tarsier", targets: ["tarsier"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    // Its trait for Foundation would bring all of Foundation along.
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    // What Hummingbird is made of, where the dashboard names it.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .target(name: "CScan"),

    .target(
      name: "Billing", dependencies: ["CLibCSV", "CISAL", "CScan"],
      swiftSettings: house + optimised + unchecked),
    .target(
      name: "Ledger", dependencies: ["Billing", "CSQLite"], swiftSettings: house + optimised + unchecked),
    .target(
      name: "Allocation", dependencies: ["Billing", "Ledger", "Yams"],
      swiftSettings: house + optimised + unchecked),
    // These two ask nobody: values in and values out.
    module("Trends", ["Billing"]),
    .target(
      name: "Charts", dependencies: ["Billing"], resources: [.embedInCode("Styles")],
      swiftSettings: house + optimised),
    module("Inventory", ["Billing", "Ledger"]),
    module("Programs", [.product(name: "Subprocess", package: "swift-subprocess")]),
    // Nothing but the command line imports it: a rule can't reach the cloud.
    module("Collector", ["Billing", "Inventory", "Ledger", "Programs"]),
    module("Audit", ["Billing", "Ledger", "Allocation", "Inventory", "CSQLite", "Yams"]),
    // Tells people; it decides nothing of what it tells.
    .target(
      name: "Notify",
      dependencies: [
        "Billing", "Programs", "CSodium", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")], swiftSettings: house + optimised),
    // Decides what is due, and changes nothing.
    module(
      "Janitor", ["Billing", "Ledger", "Allocation", "Inventory", "Audit", "Notify", "CSodium"]),
    // What the command line prints and the dashboard answers: rows under columns, and their formats.
    module("Listings", ["Billing", "Ledger", "Allocation", "Inventory", "Audit", "Janitor"]),
    // The only code that changes a cloud; nothing but the command line imports it.
    module(
      "Cleanup", ["Billing", "Ledger", "Allocation", "Inventory", "Collector", "Audit", "Janitor"]),
    .target(
      name: "Reports",
      dependencies: [
        "Billing", "Ledger", "Allocation", "Audit", "Trends", "Charts",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")], swiftSettings: house + optimised),
    // The web pages and the JSON API; it cannot import Cleanup, so a page can't delete anything.
    .target(
      name: "Dashboard",
      dependencies: [
        "Billing", "Ledger", "Allocation", "Inventory", "Audit", "Janitor", "Charts", "Listings", "CISAL",
        "CSodium",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")], swiftSettings: house + optimised),
    .executableTarget(
      name: "tarsier",
      dependencies: [
        "Billing", "Ledger", "Allocation", "Inventory", "Programs", "Collector", "Audit", "Notify", "Janitor",
        "Cleanup", "Listings", "Reports", "Dashboard",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: house),
    tests("BillingTests", ["Billing"], exclude: ["Fixtures"]),
    tests("LedgerTests", ["Ledger", "Billing"]),
    tests("AllocationTests", ["Allocation", "Ledger", "Billing"]),
    tests("InventoryTests", ["Inventory", "Ledger"], exclude: ["Fixtures", "Golden"]),
    tests(
      "CollectorTests", ["Collector", "Inventory", "Ledger", "Notify", "Programs", "Billing"],
      exclude: ["Fixtures"]),
    tests("AuditTests", ["Audit", "Inventory", "Allocation", "Ledger", "Billing"]),
    tests("TrendsTests", ["Trends", "Billing"]),
    tests("ChartsTests", ["Charts", "Billing"], exclude: ["Golden"]),
    tests("NotifyTests", ["Notify", "Programs", "Billing"], exclude: ["Golden"]),
    tests("JanitorTests", ["Janitor", "Audit", "Inventory", "Allocation", "Ledger", "Billing", "Notify"]),
    tests(
      "CleanupTests",
      ["Cleanup", "Janitor", "Collector", "Audit", "Inventory", "Allocation", "Ledger", "Billing"],
      exclude: ["Fixtures"]),
    tests(
      "ReportsTests", ["Reports", "Charts", "Audit", "Allocation", "Ledger", "Billing"], exclude: ["Golden"]),
    tests(
      "DashboardTests",
      [
        "tarsier", "Dashboard", "Listings", "Allocation", "Charts", "Ledger", "Billing",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    tests(
      "CommandLineTests",
      ["tarsier", "Collector", "Allocation", "Billing", "Janitor", "Ledger", "Listings", "Notify"],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
