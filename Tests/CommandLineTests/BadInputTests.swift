import Foundation
import TestSupport
import Testing

/// Whatever is wrong with what a user gives: one error that says where, what and what to do, and a ledger that
/// is bit for bit what it was.
@Suite("What bad input gets")
struct BadInputTests {
  @Test(arguments: [
    (
      "notes.csv", "Dear diary,\ntoday I saw a tarsier.\n",
      "notes.csv: is no bill that Tarsier knows: its header begins with Dear diary; Tarsier reads FOCUS 1.x, "
        + "AWS CUR 1.0 and 2.0, and the AWS DBR as .csv, .csv.gz or .zip; see docs/formats.md"
    ),
    ("empty.csv", "", "empty.csv: is empty; a bill has a header row at least; fetch it again"),
  ])
  func aFileThatIsNoBill(name: String, text: String, error: String) throws {
    let input = try BadInput()
    try input.folder.write(name, text)
    try input.expectRefused(input.run(["import", name]), error)
  }

  @Test func aBillCutWithinARow() throws {
    let input = try BadInput()
    try input.folder.write("cut.csv", String(BadInput.bill.dropLast(30)))
    try input.expectRefused(
      input.run(["import", "cut.csv"]),
      "cut.csv:3: has 5 fields where the header has 10; nothing was imported: mend or fetch "
        + "the file again, or import the rest with --allow-rejects")
  }

  @Test func aBillCutWithinAQuote() throws {
    let input = try BadInput()
    try input.folder.write("cut.csv", BadInput.bill + "acme,\"2026")
    try input.expectRefused(
      input.run(["import", "cut.csv"]),
      "cut.csv:4: the file ends inside quotes: the file was cut short; fetch it again; nothing "
        + "was imported")
  }

  @Test func aCostThatIsNoNumber() throws {
    let input = try BadInput()
    try input.folder.write("costs.csv", BadInput.bill + BadInput.row(2, cost: "n/a") + BadInput.row(3))
    try input.expectRefused(
      input.run(["import", "costs.csv"]),
      "costs.csv:4: column BilledCost, value 'n/a': is no number; nothing was imported: mend "
        + "or fetch the file again, or import the rest with --allow-rejects")
  }

  @Test func manyCostsThatAreNoNumbers() throws {
    let input = try BadInput()
    let rows = (0..<9).map { BadInput.row($0, cost: "$\($0)") }.joined()
    try input.folder.write("costs.csv", BadInput.bill + rows + rows)
    try input.expectRefused(
      input.run(["import", "costs.csv"]),
      "costs.csv:4: 18 rows cannot be read; the first ten are:\n  costs.csv:4: column "
        + "BilledCost, value '$0': is no number\n  costs.csv:5: column BilledCost, value '$1': is "
        + "no number\n  costs.csv:6: column BilledCost, value '$2': is no number\n  costs.csv:7: "
        + "column BilledCost, value '$3': is no number\n  costs.csv:8: column BilledCost, value "
        + "'$4': is no number\n  costs.csv:9: column BilledCost, value '$5': is no number\n  "
        + "costs.csv:10: column BilledCost, value '$6': is no number\n  costs.csv:11: column "
        + "BilledCost, value '$7': is no number\n  costs.csv:12: column BilledCost, value '$8': is "
        + "no number\n  costs.csv:13: column BilledCost, value '$0': is no number\nnothing was "
        + "imported: mend or fetch the file again, or import the rest with --allow-rejects")
  }

  @Test(
    .sharedData("figures.json"),
    arguments: [
      (
        "azure-ea-2023-09.csv",
        "bill.csv: is an Azure cost export, which Tarsier does not read; export the cost and usage "
          + "details (FOCUS) in Cost Management instead"
      ),
      (
        "oci-cost-2023-11.csv",
        "bill.csv: is an OCI cost report, which Tarsier does not read; take the FOCUS reports of "
          + "the same bucket instead"
      ),
      (
        "gcp-billing-generated-2024-05.csv",
        "bill.csv: is a Google Cloud billing export, which Tarsier does not read; export its FOCUS "
          + "view from BigQuery as CSV instead"
      ),
      (
        "focus-1.2-commitment-partial.csv",
        "bill.csv: has no column BillingAccountId, without which it cannot be read as a bill; "
          + "export it with that column, or say what holds for all rows: --assume "
          + "BillingAccountId=VALUE"
      ),
      (
        "focus-1.2-saas-dollar-signs.csv",
        "bill.csv:2: column BilledCost, value '$10,000.00 ': is no number; nothing was imported: "
          + "mend or fetch the file again, or import the rest with --allow-rejects"
      ),
    ])
  func aFormatThatIsNotRead(name: String, error: String) throws {
    let input = try BadInput()
    try input.folder.write("bill.csv", Data(contentsOf: URL(fileURLWithPath: Shared.data(name))))
    try input.expectRefused(input.run(["import", "bill.csv"]), error)
  }

  @Test func aGzipFileCutShort() throws {
    let input = try BadInput()
    try input.folder.write("long.csv", BadInput.header + String(repeating: BadInput.row(1), count: 5000))
    let gzip = try Program.run(
      "bash",
      [
        "-c",
        """
        gzip -c long.csv > whole.csv.gz
        head -c 400 whole.csv.gz > cut.csv.gz
        (head -c 60 whole.csv.gz; head -c 300 /dev/zero | tr '\\0' x) > damaged.csv.gz
        """,
      ], in: input.folder.path)
    #expect(gzip.status == 0)
    try input.expectRefused(
      input.run(["import", "cut.csv.gz"]),
      "cut.csv.gz: the gzip file ends in the middle: the file was cut short; fetch it again; "
        + "nothing was imported")
    try input.expectRefused(
      input.run(["import", "damaged.csv.gz"]),
      "damaged.csv.gz: the gzip data is damaged; fetch it again and test it with gzip -t; "
        + "nothing was imported")
  }

  /// A folder of several bills is loaded bill by bill: what went before the bad one stays, and it says so.
  @Test func aBadBillAfterAGoodOne() throws {
    let folder = try TemporaryFolder()
    let copy = try Program.run(
      "bash",
      [
        "-c",
        """
        cp -r \(SampleLedger.root)/samples/bills .
        part=$(ls bills/agora-cur/20261001-*/*/*00002.csv.gz) && head -c 9000 $part > cut && mv cut $part
        """,
      ], in: folder.path)
    #expect(copy.status == 0, "\(copy.err)")
    let result = try Binary.run(["import", "bills", "--ledger", "l.sqlite"], in: folder.path)
    #expect(result.status == 1 && result.out.isEmpty)
    #expect(result.err.contains("00002.csv.gz: the gzip file ends in the middle: the file was cut short; "))
    #expect(
      result.err.hasSuffix(
        "; fetch it again; nothing of this delivery was imported; bill 111111111111/2026-09 before it was\n"))
    let bills = try jsonRows(
      Binary.run(["bills", "--format", "json", "--ledger", "l.sqlite"], in: folder.path))
    #expect(bills.map { $0["bill"] as? String } == ["111111111111/2026-09"])
  }

  @Test func aFolderWithoutBills() throws {
    let input = try BadInput()
    try input.folder.write("folder/notes.txt", "hello")
    try input.folder.write("folder/table.csv", "a,b\n1,2\n")
    try FileManager.default.createDirectory(
      atPath: input.folder.path("none"), withIntermediateDirectories: true)
    try input.expectRefused(
      input.run(["import", "folder"]),
      "folder: holds no bill among 2 files:\n  folder/notes.txt: is neither .csv nor .gz nor .zip\n "
        + " folder/table.csv: is no bill that Tarsier knows: its header begins with a, b\nname the "
        + "folder that the provider delivers into; Tarsier reads .csv, .csv.gz and .zip")
    try input.expectRefused(
      input.run(["import", "none"]),
      "none: holds no files; name the folder that the provider delivers into; Tarsier reads "
        + ".csv, .csv.gz and .zip")
    try input.expectRefused(
      input.run(["import", "nowhere"]),
      "nowhere: cannot be read: No such file or directory; check the path and your "
        + "permissions; nothing was imported")
  }

  @Test func noLedgerComesOfIt() throws {
    let input = try BadInput()
    try input.folder.write("notes.csv", "Dear diary\n")
    for arguments in [
      ["import", "notes.csv"], ["inventory", "load", "notes.csv"], ["cost"], ["audit"], ["bills"],
    ] {
      let result = try Binary.run(arguments + ["--ledger", "new.sqlite"], in: input.folder.path)
      #expect(result.status == 1 && result.err.hasPrefix("error: "), "\(arguments)")
      let files = try FileManager.default.contentsOfDirectory(atPath: input.folder.path).sorted()
      #expect(files == ["good.csv", "l.sqlite", "notes.csv"], "\(arguments)")
    }
  }

  @Test(arguments: [
    (
      "CREATE TABLE mine (a)",
      "other.sqlite: is not a ledger of Tarsier; name another file with --ledger; this one is "
        + "left as it is"
    ),
    (
      "PRAGMA application_id = 7; CREATE TABLE mine (a)",
      "other.sqlite: is not a ledger of Tarsier; name another file with --ledger; this one is "
        + "left as it is"
    ),
  ])
  func aLedgerThatSomethingElseMade(sql: String, error: String) throws {
    let input = try BadInput()
    _ = try Program.sqlite3(input.folder.path("other.sqlite"), sql)
    let before = try BadInput.digest(input.folder.path("other.sqlite"))
    for arguments in [["import", "good.csv"], ["cost"], ["audit"], ["sql", "SELECT 1"]] {
      let result = try Binary.run(arguments + ["--ledger", "other.sqlite"], in: input.folder.path)
      try input.expectRefused(result, error)
      #expect(try BadInput.digest(input.folder.path("other.sqlite")) == before)
    }
  }

  @Test func aLedgerThatIsNoDatabase() throws {
    let input = try BadInput()
    for arguments in [["import", "good.csv"], ["cost"], ["inventory", "load", "."]] {
      try input.expectRefused(
        Binary.run(arguments + ["--ledger", "good.csv"], in: input.folder.path),
        "good.csv: is not a ledger of Tarsier; name another file with --ledger; this one is left "
          + "as it is")
    }
    #expect(try String(decoding: input.folder.bytes("good.csv"), as: UTF8.self) == BadInput.bill)
  }

  @Test func aLedgerOfANewerTarsier() throws {
    let input = try BadInput()
    try input.folder.write("new.sqlite", try input.folder.bytes("l.sqlite"))
    _ = try Program.sqlite3(input.folder.path("new.sqlite"), "PRAGMA user_version = 99")
    let before = try BadInput.digest(input.folder.path("new.sqlite"))
    for arguments in [["import", "good.csv"], ["cost"]] {
      try input.expectRefused(
        Binary.run(arguments + ["--ledger", "new.sqlite"], in: input.folder.path),
        "new.sqlite: was written by a newer Tarsier (schema 99; this one knows up to 2); install "
          + "that version, or name another file with --ledger")
      #expect(try BadInput.digest(input.folder.path("new.sqlite")) == before)
    }
  }

  @Test(arguments: [
    (
      "query: SELECT 1\nowner: me",
      "more/mine.yaml:8:1: unknown key 'owner'; known keys are: id, title, family, severity, resource, rationale, "
        + "parameters, costs, query, program, saves, cleanup, references, examples, replaces"
    ),
    (
      "query: SELECT 1\nreferencs: []",
      "more/mine.yaml:8:1: unknown key 'referencs'; did you mean 'references'?"
    ),
  ])
  func aRuleFileThatIsWrong(lines: String, error: String) throws {
    let input = try Self.withRule(lines)
    try input.expectRefused(input.run(["rules", "list", "--rules", "more"]), error)
    // The other rules are not worse for it.
    let audit = try input.run(["audit", "--rules", "more"])
    #expect(audit.status == 1 && audit.out.hasPrefix("Rule  "))
    let errors = audit.err.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
    #expect(errors.count == 1 && errors[0].hasPrefix("error: \(error)"), "\(errors)")
  }

  @Test(
    "a query that is wrong fails its rule alone",
    arguments: [
      ("query: SELECT nothing FROM ebs_volumes", "near \"nothing\": syntax error"),
      ("query: DELETE FROM bill", "no such table: bill"),
    ])
  func aQueryThatIsWrong(line: String, error: String) throws {
    let input = try Self.withRule(line)
    let result = try input.run(["audit", "--rules", "more"])
    #expect(result.status == 1)
    let errors = result.err.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
    #expect(
      errors == [
        "error: more/mine.yaml:7:8: the query of 'mine' is wrong: \(error); correct it; "
          + "tarsier rules tables lists what a query can read"
      ])
    #expect(result.out.hasPrefix("Rule  "))
  }

  private static func withRule(_ lines: String) throws -> BadInput {
    let input = try BadInput()
    try input.folder.write(
      "more/mine.yaml",
      "id: mine\ntitle: Mine\nfamily: unused\nseverity: low\nresource: ebs_volume\nrationale: None.\n\(lines)\n"
    )
    return input
  }

  @Test(arguments: [
    (
      "Hello",
      "inventory/111111111111/us-east-1/ec2.describe-volumes.json:1:1: is not whole JSON: it has "
        + "something that is no value; save the answer of the aws CLI again (--output json); nothing "
        + "was loaded"
    ),
    (
      #"{"Snapshots": []}"#,
      "inventory/111111111111/us-east-1/ec2.describe-volumes.json: is not an answer of aws ec2 "
        + "describe-volumes: it has no list Volumes (it has Snapshots); save the answer of aws ec2 "
        + "describe-volumes under this name; nothing was loaded"
    ),
  ])
  func anInventoryFileThatIsNone(text: String, error: String) throws {
    let input = try BadInput()
    try input.folder.write("inventory/111111111111/us-east-1/ec2.describe-volumes.json", text)
    try input.expectRefused(
      input.run(["inventory", "load", "inventory", "--taken-at", "2026-10-02T03:00:00Z"]), error)
  }

  @Test(arguments: [
    (
      "concept:\n  team: {}\n",
      "tarsier.yaml:1:1: unknown key 'concept'; did you mean 'concepts'?"
    ),
    (
      "accounts: {\"1\": {}}\n",
      "tarsier.yaml:1:17: '1' is no account number of 12 digits; write it in quotes, as "
        + "\"123456789012\""
    ),
    (
      "a: [\n",
      "tarsier.yaml:2:1: is no YAML: did not find expected node content; correct the file there"
    ),
  ])
  func settingsThatAreWrong(text: String, error: String) throws {
    let input = try BadInput()
    try input.folder.write("tarsier.yaml", text)
    try input.expectRefused(input.run(["cost"]), error)
  }

  @Test func settingsThatAreNotThere() throws {
    let input = try BadInput()
    try input.expectRefused(
      input.run(["cost", "--config", "other.yaml"]),
      "other.yaml: there are no settings here; name another file with --config")
  }

  @Test(arguments: [
    (
      ["cost", "--by", "servce"],
      "servce: is no dimension and no concept; did you mean 'service'?"
    ),
    (
      ["cost", "--by", "tag:team"],
      "tag:team: no bill in the ledger has such a key; the bills have no tag at all"
    ),
    (
      ["cost", "--where", "billing_period=2026-11"],
      "billing_period=2026-11: no bill is of that month; the ledger has: 2026-10"
    ),
    (
      ["cost", "--from", "2027-01-01"],
      "2027-01-01T00:00:00Z: no bill covers that time; the ledger has: 2026-10"
    ),
    (
      ["cost", "--from", "2026-10-02", "--to", "2026-10-02"],
      "--from 2026-10-02T00:00:00Z --to 2026-10-02T00:00:00Z: is no span of time; --to is the "
        + "first hour that counts no more; write one after --from"
    ),
    (
      ["cost", "--metric", "list"],
      "--metric list: no bill that is asked for has it: the columns for it are not in the bill; "
        + "bill acme/2026-10 has: billed, effective"
    ),
    (
      ["cost", "--where", "service~("],
      "service~(: is no regular expression: a '(' is not closed; correct it, or compare with ="
    ),
    (
      ["cost", "--time-zone", "Mars/Base"],
      "Mars/Base: is no time zone of this system; write an IANA name such as Europe/Madrid"
    ),
    (
      ["report", "month", "2026-11"],
      "the report for 2026-11: the ledger holds no bill of that month (it holds: 2026-10); "
        + "import the bill first (tarsier import PATH), or name another month"
    ),
    (
      ["report", "month", "2026-13"],
      "the report: '2026-13' is no month; write it as YYYY-MM, such as 2026-10"
    ),
    (
      ["audit", "--rule", "nope"],
      "rules: there is no rule 'nope'; tarsier rules list shows every rule"
    ),
    (
      ["rules", "show", "nope"],
      "rules: there is no rule 'nope'; tarsier rules list shows every rule"
    ),
    (
      ["sql", "DELETE FROM bill"],
      "sql: the query would change the ledger, or gives no rows; write one SELECT"
    ),
    (
      ["sql", "SELEC"],
      "l.sqlite: near \"SELEC\": syntax error, in: SELEC; check the query; if it is not yours, "
        + "this is a fault of Tarsier"
    ),
  ])
  func aQuestionThatHasNoAnswer(arguments: [String], error: String) throws {
    let input = try BadInput()
    try input.expectRefused(input.run(arguments), error)
  }

  @Test(arguments: [
    (
      ["cost", "--nope"],
      "tarsier cost: unknown option '--nope', did you mean '--top'?; see 'tarsier cost --help'"
    ),
    (
      ["cost", "--per", "fortnight"],
      "tarsier cost: the value 'fortnight' is invalid for '--per <per>': is no slice of time; "
        + "write total, month, week, day or hour"
    ),
    (
      ["cost", "--metric", "money"],
      "tarsier cost: the value 'money' is invalid for '--metric <metric>': is no measure; write "
        + "one of: billed, effective, list, contracted, net_billed, net_effective, usage"
    ),
    (
      ["cost", "--top", "0"],
      "tarsier cost: --top is less than 1; write how many groups to keep"
    ),
    (
      ["cost", "--top", "many"],
      "tarsier cost: the value 'many' is invalid for '--top <n>'; see 'tarsier cost --help'"
    ),
    (
      ["cost", "--from", "yesterday"],
      "tarsier cost: the value 'yesterday' is invalid for '--from <time>': is no date or time; "
        + "write one like 2026-10-31 or 2026-10-31T12:00:00Z"
    ),
    (
      ["cost", "--where", "team"],
      "tarsier cost: the value 'team' is invalid for '--where <condition>': has no comparison; "
        + "write DIMENSION=VALUE, DIMENSION!=VALUE, DIMENSION~PATTERN or DIMENSION!~PATTERN"
    ),
    (
      ["cost", "--format", "xml"],
      "tarsier cost: the value 'xml' is invalid for '--format <format>'. Please provide one of "
        + "'table', 'json', 'csv' or 'markdown'; see 'tarsier cost --help'"
    ),
    (
      ["audit", "--family", "odd"],
      "tarsier audit: --family odd is no family; write unused, conformity or spend"
    ),
    (
      ["audit", "--fail-on", "odd"],
      "tarsier audit: the value 'odd' is invalid for '--fail-on <fail-on>': is no severity; "
        + "write low, medium or high"
    ),
    (
      ["import"],
      "tarsier import: missing expected argument '<paths> ...'; see 'tarsier import --help'"
    ),
    (
      ["imprt", "good.csv"],
      "tarsier: there is no command 'imprt', did you mean 'import'?; see 'tarsier --help'"
    ),
    (
      ["sql"],
      "tarsier sql: missing expected argument '<query>'; see 'tarsier sql --help'"
    ),
    (
      ["inventory", "lod", "x"],
      "tarsier inventory: there is no command 'lod', did you mean 'load'?; see 'tarsier "
        + "inventory --help'"
    ),
    (
      ["report", "month"],
      "tarsier report month: missing expected argument '<month>'; see 'tarsier report month "
        + "--help'"
    ),
    (
      ["import", "good.csv", "--reader", "fast"],
      "tarsier import: the value 'fast' is invalid for '--reader <reader>': is no reader; write "
        + "automatic or libcsv"
    ),
    (
      ["import", "good.csv", "--assume", "x"],
      "tarsier import: the value 'x' is invalid for '--assume <column=value>'; see 'tarsier "
        + "import --help'"
    ),
    (
      ["audit", "--as-of", "tomorrow"],
      "tarsier audit: the value 'tomorrow' is invalid for '--as-of <date>': is no date or time; "
        + "write one like 2026-10-31 or 2026-10-31T12:00:00Z"
    ),
  ])
  func wrongUsage(arguments: [String], error: String) throws {
    let input = try BadInput()
    try input.expectRefused(input.run(arguments), error, status: 64)
  }
}
